using System.Linq.Expressions;
using MyOpenIP.Server.Lists;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Amendments;

/// <summary>The columns on which lists of amendments are sorted and filtered. The database holds names of states; lists compare their places.</summary>
internal static class AmendmentLists
{
    /// <param name="now">The instant as of which drafts and quotes are expired; see <see cref="AmendmentStates.AsOf(Amendment, DateTimeOffset)"/>.</param>
    private static Expression<Func<Amendment, int>> StateRank(DateTimeOffset now) =>
        StateRanks.Of((Amendment a) => a.State, AmendmentStates.CanExpire, a => a.ExpiresAt <= now, AmendmentState.Expired);

    /// <param name="now">The instant as of which drafts and quotes are expired.</param>
    public static ListOrder<Amendment> Sorts(DateTimeOffset now) => new(
        new Dictionary<string, KeyColumn<Amendment>>
        {
            ["create_time"] = KeyColumn<Amendment>.By(a => a.CreatedAt),
            ["update_time"] = KeyColumn<Amendment>.By(a => a.UpdatedAt),
            ["state"] = KeyColumn<Amendment>.By(StateRank(now)),
        },
        KeyColumn<Amendment>.By(a => a.Number), byDefault: "create_time desc");

    /// <param name="now">The instant as of which drafts and quotes are expired.</param>
    public static ListFilter<Amendment> Filters(DateTimeOffset now) => new(new Dictionary<string, FilterColumn<Amendment>>
    {
        ["contracted_offer"] = new NameColumn<Amendment>(name => OfOffer(name), "customers/44660/contractedOffers/OC138637"),
        ["state"] = new SpanColumn<Amendment, int>(StateRank(now), FilterValues.Choice<AmendmentState>("AMENDMENT_STATE_"), "DRAFT"),
        ["create_time"] = new SpanColumn<Amendment, DateTimeOffset>(a => a.CreatedAt, FilterValues.Instant, FilterValues.InstantExample),
        ["update_time"] = new SpanColumn<Amendment, DateTimeOffset>(a => a.UpdatedAt, FilterValues.Instant, FilterValues.InstantExample),
        ["creator"] = new NameColumn<Amendment>(identifier => a => a.CreatedBy == identifier, "operator"),
    });

    private static Expression<Func<Amendment, bool>>? OfOffer(string name) =>
        ResourceNames.TryPart(name, ResourceNames.ContractedOffers, out var offer)
            ? a => a.OfferReference == offer.Identifier && (offer.Customer == null || a.CustomerId == offer.Customer)
            : null;
}
