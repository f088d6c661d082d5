using MyOpenIP.Pricing;

namespace MyOpenIP.Server.Storage.Formats;

/// <summary>What storage calls the things of requests, and of what requests share.</summary>
internal static class RequestNames
{
    public static readonly StoredNames<AskerRole, StoredAskerRole> AskerRoles = new(
        (AskerRole.Reseller, StoredAskerRole.Reseller),
        (AskerRole.Operator, StoredAskerRole.Operator));

    public static readonly StoredNames<DiscountScope, StoredDiscountScope> DiscountScopes = new(
        (DiscountScope.AddedUnits, StoredDiscountScope.AddedUnits),
        (DiscountScope.WholeLine, StoredDiscountScope.WholeLine));

    public static readonly StoredNames<CustomerSize, StoredCustomerSize> CustomerSizes = new(
        (CustomerSize.Micro, StoredCustomerSize.Micro),
        (CustomerSize.Small, StoredCustomerSize.Small),
        (CustomerSize.NonProfit, StoredCustomerSize.NonProfit),
        (CustomerSize.Medium, StoredCustomerSize.Medium),
        (CustomerSize.Large, StoredCustomerSize.Large));

    public static readonly StoredNames<TariffModel, StoredTariffModel> TariffModels = new(
        (TariffModel.PerUnit, StoredTariffModel.PerUnit),
        (TariffModel.Volume, StoredTariffModel.Volume),
        (TariffModel.Graduated, StoredTariffModel.Graduated));

    public static readonly StoredNames<DiscountSource, StoredDiscountSource> DiscountSources = new(
        (DiscountSource.Agreed, StoredDiscountSource.Agreed),
        (DiscountSource.Promotion, StoredDiscountSource.Promotion),
        (DiscountSource.Volume, StoredDiscountSource.Volume),
        (DiscountSource.Manual, StoredDiscountSource.Manual));

    public static readonly StoredNames<LegalValueKind, StoredLegalValueKind> LegalValueKinds = new(
        (LegalValueKind.LongestProtectedCommitmentMonths, StoredLegalValueKind.LongestProtectedCommitmentMonths));
}
