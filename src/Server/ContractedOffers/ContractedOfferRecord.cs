using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MyOpenIP.Pricing;

namespace MyOpenIP.Server.ContractedOffers;

/// <summary>A record of an import of contracted offers.</summary>
internal sealed record ContractedOfferRecord
{
    /// <summary>Reference, such as OC138637.</summary>
    public required string Reference { get; init; }

    /// <summary>Identifier of the customer.</summary>
    public required long Customer { get; init; }

    /// <summary>Code of the offer in the catalogue.</summary>
    public required string Offer { get; init; }

    /// <summary>Name of the offer when it was contracted; none or empty: its name in the catalogue.</summary>
    public string? Name { get; init; }

    /// <summary>State.</summary>
    public required ContractState State { get; init; }

    /// <summary>How it came to be.</summary>
    public OrderType OrderType { get; init; }

    /// <summary>Order-management owner; empty: none.</summary>
    public string Owner { get; init; } = "";

    /// <summary>Order that created it; empty: none.</summary>
    public string OrderReference { get; init; } = "";

    /// <summary>Number of the installation site.</summary>
    public required int InstallationSite { get; init; }

    /// <summary>Number of the billing site.</summary>
    public required int BillingSite { get; init; }

    /// <summary>Telephone, E.164; empty: none.</summary>
    public string Telephone { get; init; } = "";

    /// <summary>The day it was created.</summary>
    public required DateOnly CreatedOn { get; init; }

    /// <summary>The day it was delivered; none: not yet.</summary>
    public DateOnly? DeliveredOn { get; init; }

    /// <summary>First day from which these terms hold; none: the delivery, or today when they replace others.</summary>
    public DateOnly? HoldsFrom { get; init; }

    /// <summary>When it is billed.</summary>
    public required BillingSchedule Billing { get; init; }

    /// <summary>The commitment; none: null.</summary>
    public CommitmentRecord? Commitment { get; init; }

    /// <summary>See <see cref="Contract.ToleranceUsed"/>.</summary>
    public decimal ToleranceUsed { get; init; }

    /// <summary>Policies of the contract that differ from those of its offer, as data files write them; none: all are those of the offer.</summary>
    public JsonObject? Policies { get; init; }

    /// <summary>The same as the wire gives them: the policies of the contract, from those that it has else; none: null.</summary>
    [JsonIgnore]
    public Func<ContractPolicies, ContractPolicies>? Replacing { get; init; }

    /// <summary>The products held.</summary>
    public required IReadOnlyList<ContractLine> Lines { get; init; }

    /// <summary>What the core reads of it.</summary>
    /// <param name="policies">The policies of the contract.</param>
    /// <param name="currency">Currency of the offer.</param>
    public Contract ToContract(ContractPolicies policies, string currency) => new()
    {
        Reference = Reference,
        State = State,
        Currency = currency,
        DeliveredOn = DeliveredOn,
        Billing = Billing,
        Commitment = Commitment?.ToCommitment(),
        ToleranceUsed = ToleranceUsed,
        Policies = policies,
        Lines = Lines,
    };
}

/// <summary>A commitment in a record.</summary>
/// <param name="TermMonths">Term in months.</param>
/// <param name="Start">First day.</param>
/// <param name="LastDay">Last day, inclusive; none: the start plus the term, less a day.</param>
internal sealed record CommitmentRecord(int TermMonths, DateOnly Start, DateOnly? LastDay = null)
{
    /// <summary>The commitment. Of one that runs out of time the last day is what there is: the core refuses it.</summary>
    public Commitment ToCommitment()
    {
        if (LastDay is { } last)
            return new(TermMonths, Start, last);
        var months = ((DateOnly.MaxValue.Year - Start.Year) * 12) - Start.Month;
        return TermMonths < 1 || TermMonths > months ? new(TermMonths, Start, DateOnly.MaxValue) : Pricing.Commitment.Of(TermMonths, Start);
    }
}
