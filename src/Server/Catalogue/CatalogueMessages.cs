using MyOpenIP.Pricing;
using MyOpenIP.Server.Imports;

namespace MyOpenIP.Server.Catalogue;

/// <summary>What the import of a catalogue did.</summary>
internal static class CatalogueMessages
{
    /// <summary>An import of a catalogue without fault; its records are its offers.</summary>
    public static V1.ImportSummary ImportSummary(CatalogueFile file, CatalogueChanges changes, Language language)
    {
        var proto = new V1.ImportSummary
        {
            ReadCount = file.Offers.Count,
            CreatedCount = changes.Created,
            UpdatedCount = changes.Updated,
            UnchangedCount = file.Offers.Count - changes.Created - changes.Updated,
        };
        proto.Changes.AddRange(changes.Lines.Take(ImportMessages.MostImportChanges).Select(l => l.In(language)));
        return proto;
    }
}
