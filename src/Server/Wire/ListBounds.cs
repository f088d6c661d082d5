using Google.Protobuf.Reflection;

namespace MyOpenIP.Server.Wire;

/// <summary>How many entries the lists of a request may have. Counted before anything is built of them.</summary>
internal static class ListBounds
{
    /// <summary>Most messages and entries of lists in one message, all its parts together.</summary>
    public const int MostParts = 100_000;

    /// <summary>Most lines, discounts or grants of one amendment.</summary>
    public const int MostLines = 5000;

    /// <summary>Most on-site contacts of one amendment.</summary>
    public const int MostContacts = 20;

    /// <summary>Most entries of a list that has no bound of its own.</summary>
    private const int MostEntries = 20_000;

    /// <summary>Masks and accepted documents: no request has a use for as many.</summary>
    private const int MostNames = 100;

    private static readonly Dictionary<string, int> Bounds = new()
    {
        ["google.protobuf.FieldMask.paths"] = MostNames,
        ["myopenip.v1.Amendment.lines"] = MostLines,
        ["myopenip.v1.Amendment.discounts"] = MostLines,
        ["myopenip.v1.Amendment.contacts"] = MostContacts,
        ["myopenip.v1.ApproveDiscountsRequest.grants"] = MostLines,
        ["myopenip.v1.PreviewAmendmentRequest.lines"] = MostLines,
        ["myopenip.v1.PreviewAmendmentRequest.discounts"] = MostLines,
        ["myopenip.v1.PreviewAmendmentRequest.contacts"] = MostContacts,
        ["myopenip.v1.ValidateRequest.accepted_documents"] = MostNames,
    };

    /// <summary>Most entries of a list.</summary>
    public static int MostOf(FieldDescriptor list) => Bounds.GetValueOrDefault(list.FullName, MostEntries);
}
