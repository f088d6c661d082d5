using System.Globalization;
using CsvHelper;

namespace MyOpenIP.Pricing.Tests.Vectors;

/// <summary>A row of the peers' data.</summary>
/// <param name="Id">File and number of the row, from 1, as docs/vectors.md names it.</param>
/// <param name="Cells">Its cells by column.</param>
internal sealed record VectorRow(string Id, IReadOnlyDictionary<string, string> Cells)
{
    public string this[string column] => Cells[column];

    public DateOnly Day(string column) => Tests.Day.Of(this[column]);

    public decimal Number(string column) => decimal.Parse(this[column], CultureInfo.InvariantCulture);

    /// <summary>Where the peer states it: file and line, or document.</summary>
    public string Source =>
        Cells.TryGetValue("source_file", out var file) ? $"{Path.GetFileName(file)}:{this["source_line"]}"
        : Cells.TryGetValue("source", out var source) ? $"{this["system"]} {this["id"]} {Path.GetFileName(source)}:{this["line"]}"
        : this["change_date"];
}

internal static class VectorFile
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Vectors", "data");

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetFiles(Folder, "*.csv").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<VectorRow> Read(string name)
    {
        using var reader = CsvReader.FromFile(Path.Combine(Folder, name), CsvReaderOptions.Default with { Separator = ',' });
        var rows = new List<VectorRow>();
        while (reader.Read())
        {
            // A row may leave out its last cells: they are read as empty.
            var cells = reader.Headers.ToArray().Select((column, i) => (column, Cell: reader.GetString(i)));
            rows.Add(new VectorRow($"{name}#{rows.Count + 1}", cells.ToDictionary(c => c.column, c => c.Cell)));
        }
        return rows;
    }
}
