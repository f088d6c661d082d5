namespace MyOpenIP.Structure.Tests;

/// <summary>Every mutation goes through an operation, which the audit is told of: nobody writes past it but who has nothing to tell.</summary>
public sealed class AuditedWritesTests
{
    /// <summary>Who writes without a word, and why that is right.</summary>
    private static readonly Dictionary<string, string> Silent = new()
    {
        ["src/Server/Security/Persons/GuessCounts.cs"] = "A guess is counted before anybody is known: it is nobody's deed.",
        ["src/Server/Commands/DemonstrationData.cs"] = "Series of numbers begin where the screens of the guide do; the data itself is imported, and told.",
        ["src/Server/Outbox/OutboxStore.cs"] = "What becomes of a message is kept with the message; what it tells of is told.",
        ["src/Server/Storage/StorageContext.cs"] = "The library of OAuth keeps its tokens.",
    };

    [Fact]
    public void Whoever_writes_does_it_by_an_operation()
    {
        var writers = Repository.FilesUnder("src/Server", ".cs")
            .Where(f => !f.StartsWith("src/Server/Writes/", StringComparison.Ordinal) && !f.Contains("/Migrations/", StringComparison.Ordinal))
            .Where(f => Repository.Read(f).Split('\n').Any(line => line.Contains("StorageWriter", StringComparison.Ordinal)
                && !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && !line.Contains("AddSingleton<StorageWriter>", StringComparison.Ordinal)));
        Assert.Equal(Silent.Keys.Order(StringComparer.Ordinal), writers.Order(StringComparer.Ordinal));
    }
}
