using MyOpenIP.Pricing;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Amendments;

/// <summary>Opens an amendment of a contracted offer: a draft, priced.</summary>
internal sealed class OpenDraft(PricingInputLoader loader, AmendmentPricing pricing, Policies policies)
{
    /// <summary>Opens it.</summary>
    /// <param name="write">The write.</param>
    /// <param name="name">Name of the contracted offer.</param>
    /// <param name="wish">What is wanted.</param>
    /// <exception cref="Fault">PERMISSION_DENIED, NOT_FOUND, STATE_NOT_ALLOWED, OPEN_AMENDMENT_EXISTS, INVALID_ARGUMENT.</exception>
    public async Task<PricedDraft> RunAsync(Write write, PartName name, Wish wish)
    {
        var offer = await write.Context.ContractedOfferAsync(name, write.Cancellation);
        var inputs = await loader.LoadAsync(write.Context, offer, write.Cancellation);
        CustomerAccess.RequireActive(inputs.Customer.Id, inputs.Customer.State);
        if (inputs.OpenAmendment is { } open)
            throw AlreadyOpen(offer, open);
        if (offer.OpenAmendment is not null)
            await ExpireAmendments.MakeRoomAsync(write, offer);

        var number = await write.Context.NextAmendmentNumberAsync(write.Cancellation);
        var amendment = Wishes.NewDraft(inputs, number, write.Actor, write.Now);
        amendment.ExpiresAt = write.Now.AddDays(policies.DraftExpiryDays);
        amendment.Wanted = await Wishes.ChangeAsync(
            inputs, amendment.Wanted, wish, Wishes.Fields, write.Actor, write.Now,
            codes => Catalogues.KnownProductsAsync(write.Context, inputs.Catalogue.Version, codes, write.Cancellation));
        write.Move(amendment, offer, AmendmentAction.Create);
        write.Context.Add(amendment);
        return new(amendment, pricing.Price(inputs, amendment));
    }

    private static Fault AlreadyOpen(ContractedOffer offer, string number) => Fault.FailedPrecondition(
        [ReasonMessages.Precondition(
            new Violation(ViolationCode.OpenAmendmentExists, null, [Operand.Code("amendment", number)]),
            ResourceNames.ContractedOffer(offer.CustomerId, offer.Reference))]);
}

/// <summary>A draft as an operation left it, with its price.</summary>
/// <param name="Amendment">The draft.</param>
/// <param name="Priced">Its price as of now.</param>
internal sealed record PricedDraft(Amendment Amendment, Priced Priced);
