using MyOpenIP.Pricing;

namespace MyOpenIP.Server.Storage.Formats;

/// <summary>What storage calls the things of outcomes.</summary>
internal static class OutcomeNames
{
    public static readonly StoredNames<ContractState, StoredContractState> ContractStates = new(
        (ContractState.Ordered, StoredContractState.Ordered),
        (ContractState.Delivered, StoredContractState.Delivered),
        (ContractState.Suspended, StoredContractState.Suspended),
        (ContractState.Terminated, StoredContractState.Terminated));

    public static readonly StoredNames<AcceptanceCondition, StoredAcceptanceCondition> AcceptanceConditions = new(
        (AcceptanceCondition.Documents, StoredAcceptanceCondition.Documents),
        (AcceptanceCondition.LongerCommitment, StoredAcceptanceCondition.LongerCommitment));

    public static readonly StoredNames<Figure, StoredFigure> Figures = new(
        (Figure.UnitPrice, StoredFigure.UnitPrice),
        (Figure.Setup, StoredFigure.Setup),
        (Figure.Discount, StoredFigure.Discount),
        (Figure.MonthlyBefore, StoredFigure.MonthlyBefore),
        (Figure.MonthlyAfter, StoredFigure.MonthlyAfter),
        (Figure.TakesEffectOn, StoredFigure.TakesEffectOn),
        (Figure.FirstPeriod, StoredFigure.FirstPeriod),
        (Figure.EarlyReductionFee, StoredFigure.EarlyReductionFee),
        (Figure.RemainingValueBefore, StoredFigure.RemainingValueBefore),
        (Figure.RemainingValueAfter, StoredFigure.RemainingValueAfter),
        (Figure.Commitment, StoredFigure.Commitment),
        (Figure.Vat, StoredFigure.Vat),
        (Figure.Total, StoredFigure.Total));

    public static readonly StoredNames<ViolationCode, StoredViolationCode> ViolationCodes = new(
        (ViolationCode.OfferNotDelivered, StoredViolationCode.OfferNotDelivered),
        (ViolationCode.OpenAmendmentExists, StoredViolationCode.OpenAmendmentExists),
        (ViolationCode.EffectiveDateInvalid, StoredViolationCode.EffectiveDateInvalid),
        (ViolationCode.ProductNotInOffer, StoredViolationCode.ProductNotInOffer),
        (ViolationCode.ProductRetired, StoredViolationCode.ProductRetired),
        (ViolationCode.CopperClosed, StoredViolationCode.CopperClosed),
        (ViolationCode.ReductionNotAllowed, StoredViolationCode.ReductionNotAllowed),
        (ViolationCode.QuantityOutOfRange, StoredViolationCode.QuantityOutOfRange),
        (ViolationCode.QuantityStep, StoredViolationCode.QuantityStep),
        (ViolationCode.ProductRequires, StoredViolationCode.ProductRequires),
        (ViolationCode.ProductExcludes, StoredViolationCode.ProductExcludes),
        (ViolationCode.WouldTerminateOffer, StoredViolationCode.WouldTerminateOffer),
        (ViolationCode.CommitmentForbidsReduction, StoredViolationCode.CommitmentForbidsReduction),
        (ViolationCode.CommitmentTooLong, StoredViolationCode.CommitmentTooLong),
        (ViolationCode.DiscountExceedsAuthority, StoredViolationCode.DiscountExceedsAuthority),
        (ViolationCode.PriceBelowFloor, StoredViolationCode.PriceBelowFloor),
        (ViolationCode.DiscountWithoutChange, StoredViolationCode.DiscountWithoutChange),
        (ViolationCode.NoChange, StoredViolationCode.NoChange),
        (ViolationCode.SiteComplementRequired, StoredViolationCode.SiteComplementRequired),
        (ViolationCode.OnSiteContactRequired, StoredViolationCode.OnSiteContactRequired),
        (ViolationCode.DocumentsNotAccepted, StoredViolationCode.DocumentsNotAccepted),
        (ViolationCode.ConsentRequired, StoredViolationCode.ConsentRequired));
}
