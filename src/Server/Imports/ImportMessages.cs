using MyOpenIP.Pricing;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Imports;

/// <summary>What imports did.</summary>
internal static class ImportMessages
{
    private const int MostImportFaults = 100;
    public const int MostImportChanges = 1_000;
    private const int MostChangedFields = 10;
    private const int LongestText = 500;

    /// <summary>An import of records that were without fault.</summary>
    /// <param name="counts">What it did, or would do.</param>
    /// <param name="noun">What a record is called.</param>
    /// <param name="fieldOf">The proto path of a path of a line.</param>
    /// <param name="language">The caller's.</param>
    public static V1.ImportSummary ImportSummary(ImportCounts counts, Text noun, Func<string, string> fieldOf, Language language)
    {
        var proto = new V1.ImportSummary
        {
            ReadCount = counts.Read,
            CreatedCount = counts.Created,
            UpdatedCount = counts.Updated,
            UnchangedCount = counts.Unchanged,
            WarningCount = counts.Warned,
        };
        proto.Warnings.AddRange(counts.Warnings.Take(MostImportFaults).Select(w => Fault(w, language)));
        proto.Changes.AddRange(counts.Changes.Take(MostImportChanges).Select(c => Change(c, noun, fieldOf).In(language)));
        return proto;
    }

    /// <summary>An import that faults kept from having an effect.</summary>
    public static V1.ImportSummary ImportSummary(int read, IReadOnlyList<DataFault> faults, Language language)
    {
        var proto = new V1.ImportSummary { ReadCount = read, FaultCount = faults.Count };
        proto.Faults.AddRange(faults.Take(MostImportFaults).Select(f => Fault(f, language)));
        return proto;
    }

    private static V1.ImportFault Fault(DataFault fault, Language language) =>
        new() { Line = fault.Line, Field = Cut(fault.Field), Description = Cut(fault.Message.In(language)) };

    /// <summary>A fault may name what was sent, as long as that was.</summary>
    private static string Cut(string text) => text.Length <= LongestText ? text : $"{text.AsSpan(0, LongestText)}…";

    private static Text Change(ImportChange change, Text noun, Func<string, string> fieldOf)
    {
        if (change.Fields is null)
            return new($"+ {noun.French} {change.Key}", $"+ {noun.English} {change.Key}");
        var fields = string.Join(", ", change.Fields.Take(MostChangedFields).Select(f => fieldOf(f.Path))) + (change.Fields.Count > MostChangedFields ? ", …" : "");
        return new($"~ {noun.French} {change.Key} : {fields}", $"~ {noun.English} {change.Key}: {fields}");
    }
}
