using Buf.Validate;
using Google.Protobuf.Reflection;

namespace MyOpenIP.Server.Wire;

/// <summary>How many entries the lists of a request may have. Counted before anything is built of them.</summary>
internal static class ListBounds
{
    /// <summary>Most messages and entries of lists in one message, all its parts together.</summary>
    public const int MostParts = 100_000;

    /// <summary>Most entries of a list of which the protos say nothing.</summary>
    private const int MostEntries = 20_000;

    /// <summary>Most paths of a mask, whose message is not of these protos: no request has a use for as many.</summary>
    private const int MostPaths = 100;

    /// <summary>Most entries of a list.</summary>
    public static int MostOf(FieldDescriptor list)
    {
        if (list.FullName == "google.protobuf.FieldMask.paths")
            return MostPaths;
        var rules = list.GetOptions()?.GetExtension(ValidateExtensions.Field)?.Repeated;
        return rules is { HasMaxItems: true } ? (int)rules.MaxItems : MostEntries;
    }
}
