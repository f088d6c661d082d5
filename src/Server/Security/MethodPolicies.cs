using System.Collections.Frozen;
using Grpc.AspNetCore.Server;
using MyOpenIP.Server.Wire;
using static MyOpenIP.Server.Security.ActorRole;

namespace MyOpenIP.Server.Security;

/// <summary>
/// Who may call what: a row for each method of the API. A method without one is called by nobody: the server does not start
/// with it, and the build's tests name it. Which customers a caller sees is no matter of the method: the context knows
/// (<see cref="Storage.StorageContext"/>).
/// </summary>
internal static class MethodPolicies
{
    /// <summary>What the full names of the methods of the API begin with.</summary>
    public const string Package = "/myopenip.v1.";

    /// <summary>Whoever reads.</summary>
    private static readonly ActorRole[] Readers = [Operator, Reseller, InternalSystem, Diagnostics];

    /// <summary>Whoever changes what it sees.</summary>
    private static readonly ActorRole[] Writers = [Operator, Reseller, InternalSystem];

    private static readonly ActorRole[] Operators = [Operator];

    /// <summary>Whoever carries out orders and brings in what other systems know.</summary>
    private static readonly ActorRole[] OperatorAndSystems = [Operator, InternalSystem];

    private static readonly FrozenDictionary<string, MethodPolicy> Rows = new MethodPolicy[]
    {
        new("Customers/GetCustomer", Readers),
        new("Customers/ListCustomers", Readers),
        new("Customers/ImportCustomers", OperatorAndSystems),
        new("Customers/CreateSite", Writers),
        new("Customers/UpdateSite", Writers),
        new("Customers/CreateContact", Writers),
        new("Customers/UpdateContact", Writers),

        new("Catalog/GetOffer", Readers),
        new("Catalog/ListOffers", Readers),
        new("Catalog/ImportCatalog", Operators),

        new("ContractedOffers/GetContractedOffer", Readers),
        new("ContractedOffers/ListContractedOffers", Readers),
        new("ContractedOffers/UpdateSites", Writers),
        new("ContractedOffers/ListVersions", Readers),
        new("ContractedOffers/ImportContractedOffers", OperatorAndSystems),

        new("Amendments/PreviewAmendment", Readers),
        new("Amendments/PreviewAmendments", Readers),
        new("Amendments/CreateAmendment", Writers),
        new("Amendments/GetAmendment", Readers),
        new("Amendments/ListAmendments", Readers),
        new("Amendments/UpdateAmendment", Writers),
        new("Amendments/IssueQuote", Writers),
        new("Amendments/Validate", Operators) { Instead = new("un revendeur demande la signature", "a reseller asks for the signature") },
        new("Amendments/RequestSignature", Writers),
        new("Amendments/ResendSignature", Writers),
        new("Amendments/GetSignature", Readers),
        new("Amendments/CancelAmendment", Writers),
        new("Amendments/ApproveDiscounts", Operators) { Instead = new("un revendeur demande la remise", "a reseller asks for the discount") },
        new("Amendments/ListQuotes", Readers),
        new("Amendments/GetQuote", Readers),
        new("Amendments/UploadAttachment", Writers),
        new("Amendments/ListAttachments", Readers),
        new("Amendments/DownloadAttachment", Readers),
        new("Amendments/DeleteAttachment", Writers),
        new("Amendments/DownloadDocument", Readers),
        new("Amendments/CreateComment", Writers),
        new("Amendments/ListComments", Readers),
        new("Amendments/DownloadQuote", Readers),
        new("Amendments/DownloadEvidence", Readers),
        new("Amendments/VerifySignature", Readers),
        new("Amendments/ListEvents", Readers),
        new("Amendments/WatchAmendments", Readers),

        new("Orders/GetOrder", Readers),
        new("Orders/ListOrders", Readers),
        new("Orders/StartProvisioning", OperatorAndSystems),
        new("Orders/Deliver", OperatorAndSystems),
        new("Orders/CancelOrder", OperatorAndSystems),
        new("Orders/CreateOrderComment", Writers),
        new("Orders/ListOrderComments", Readers),
        new("Orders/DownloadOrder", Readers),
        new("Orders/WatchOrders", Readers),
    }.ToFrozenDictionary(row => Package + row.Method, StringComparer.Ordinal);

    /// <summary>The methods that have a row, by their full names.</summary>
    public static IEnumerable<string> Methods => Rows.Keys;

    /// <summary>Who may call a method.</summary>
    /// <param name="method">Its full name, such as <c>/myopenip.v1.Orders/Deliver</c>.</param>
    /// <exception cref="KeyNotFoundException">It has no row.</exception>
    public static MethodPolicy Of(string method) => Rows[method];

    /// <summary>Whether an actor may call a method, named as in the table.</summary>
    public static bool Allows(Actor actor, string method) => Of(Package + method).Roles.Contains(actor.Role);

    /// <summary>Keeps a service of the API to the table. A method without a row does not start.</summary>
    public static void Bind(GrpcServiceEndpointConventionBuilder service) => service.Add(endpoint =>
    {
        if (endpoint.Metadata.OfType<GrpcMethodMetadata>().LastOrDefault() is { } method)
            endpoint.Metadata.Add(Of(method.Method.FullName));
    });
}

/// <summary>Who may call a method.</summary>
/// <param name="Method">Its service and its name, such as Orders/Deliver.</param>
/// <param name="Roles">The roles that may.</param>
internal sealed record MethodPolicy(string Method, IReadOnlyList<ActorRole> Roles)
{
    /// <summary>What the others do instead, after a semicolon; null: nothing.</summary>
    public Text? Instead { get; init; }

    /// <summary>Refuses a caller whose role may not, whatever the data.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED, with the roles that may.</exception>
    public void Require(Actor actor)
    {
        if (!Roles.Contains(actor.Role))
            throw Fault.RoleNotAllowed(Method[(Method.IndexOf('/', StringComparison.Ordinal) + 1)..], Roles, Instead);
    }
}
