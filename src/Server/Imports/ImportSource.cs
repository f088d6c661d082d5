using System.Runtime.CompilerServices;

namespace MyOpenIP.Server.Imports;

/// <summary>JSON lines to import. They are read twice: once to check all of them, once to store them.</summary>
/// <param name="Name">Name of the source, for its faults.</param>
/// <param name="Lines">Reads the lines from the first.</param>
internal sealed record ImportSource(string Name, Func<IAsyncEnumerable<string>> Lines)
{
    /// <summary>A file.</summary>
    public static ImportSource OfFile(string path) => new(Path.GetFileName(path), () => File.ReadLinesAsync(path));

    /// <summary>Lines in memory.</summary>
    public static ImportSource OfLines(string name, IReadOnlyList<string> lines) => new(name, lines.ToAsyncEnumerable);

    /// <summary>The lines that are not empty, with their number, in batches.</summary>
    public async IAsyncEnumerable<(int Line, string Text)[]> BatchesAsync(int size, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var batch = new List<(int, string)>(size);
        var line = 0;
        await foreach (var text in Lines().WithCancellation(cancellation))
        {
            line++;
            if (string.IsNullOrWhiteSpace(text))
                continue;
            batch.Add((line, text));
            if (batch.Count < size)
                continue;
            yield return [.. batch];
            batch.Clear();
        }
        if (batch.Count > 0)
            yield return [.. batch];
    }
}
