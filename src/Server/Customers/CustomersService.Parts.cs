using Grpc.Core;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Customers;

/// <content>The sites and contacts of a customer.</content>
internal sealed partial class CustomersService
{
    public override async Task<CreateSiteResponse> CreateSite(CreateSiteRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        if (request.Site.Address?.InseeCode is { Length: > 0 })
            SiteAddresses.RequireMayGiveInseeCode(Caller.Of(context), $"site.{PartFields.InseeCode}");
        var customer = checks.OneCustomer("parent", request.Parent);
        var patch = PartPatchMessages.Whole(request.Site, "site", PartFields.OfSites, checks);
        var requestId = checks.RequestId(request.RequestId);
        checks.ThrowIfFaulty();

        return await operations.AnswerAsync(
            context, request, requestId, request.ValidateOnly,
            write => writeSites.AddAsync(write, customer, patch),
            (_, added) =>
            {
                var answer = new CreateSiteResponse { Site = CustomerMessages.Site(added.Part), CustomerEtag = Etags.Of(added.Customer) };
                if (request.ValidateOnly)
                    answer.Site.Name = "";
                return answer;
            });
    }

    public override async Task<UpdateSiteResponse> UpdateSite(UpdateSiteRequest request, ServerCallContext context)
    {
        PartPatchMessages.RequireMayWrite(Caller.Of(context), request.UpdateMask);
        var checks = RequestChecks.Of(context);
        var name = checks.NumberedPart("site.name", request.Site.Name, ResourceNames.Sites);
        var patch = PartPatchMessages.Masked(request.UpdateMask, request.Site, "site", PartFields.OfSites, checks);
        var requestId = checks.RequestId(request.RequestId);
        checks.ThrowIfFaulty();

        return await operations.AnswerAsync(
            context, request, requestId, request.ValidateOnly,
            write => writeSites.CorrectAsync(write, name, request.Etag, patch),
            (_, corrected) => new UpdateSiteResponse { Site = CustomerMessages.Site(corrected.Part), CustomerEtag = Etags.Of(corrected.Customer) });
    }

    public override async Task<CreateContactResponse> CreateContact(CreateContactRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var customer = checks.OneCustomer("parent", request.Parent);
        var patch = PartPatchMessages.Whole(request.Contact, "contact", PartFields.OfContacts, checks);
        var requestId = checks.RequestId(request.RequestId);
        checks.ThrowIfFaulty();

        return await operations.AnswerAsync(
            context, request, requestId, request.ValidateOnly,
            write => WriteContacts.AddAsync(write, customer, patch),
            (_, added) =>
            {
                var answer = new CreateContactResponse { Contact = CustomerMessages.Contact(added.Part), CustomerEtag = Etags.Of(added.Customer) };
                if (request.ValidateOnly)
                    answer.Contact.Name = "";
                return answer;
            });
    }

    public override async Task<UpdateContactResponse> UpdateContact(UpdateContactRequest request, ServerCallContext context)
    {
        var checks = RequestChecks.Of(context);
        var name = checks.NumberedPart("contact.name", request.Contact.Name, ResourceNames.Contacts);
        var patch = PartPatchMessages.Masked(request.UpdateMask, request.Contact, "contact", PartFields.OfContacts, checks);
        var requestId = checks.RequestId(request.RequestId);
        checks.ThrowIfFaulty();

        return await operations.AnswerAsync(
            context, request, requestId, request.ValidateOnly,
            write => WriteContacts.CorrectAsync(write, name, request.Etag, patch),
            (_, corrected) => new UpdateContactResponse { Contact = CustomerMessages.Contact(corrected.Part), CustomerEtag = Etags.Of(corrected.Customer) });
    }
}
