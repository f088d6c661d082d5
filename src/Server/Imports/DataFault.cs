using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Imports;

/// <summary>Something wrong in a data file.</summary>
/// <param name="File">The file, as it was named by who loads it.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Field">Path of the field, such as offers[0].products[2].code; empty: the whole.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record DataFault(string File, int Line, string Field, Text Message)
{
    /// <inheritdoc/>
    public override string ToString() => Shown(Field.Length == 0 ? $"{File}:{Line}: {Message.English}" : $"{File}:{Line}: {Field}: {Message.English}");

    /// <summary>What was sent may hold what moves a cursor, or begins a line.</summary>
    private static string Shown(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? Invariant($"\\u{(int)c:X4}") : $"{c}")) : text;
}

/// <summary>A data file is refused; nothing of it is loaded.</summary>
internal sealed class DataFaultsException(IReadOnlyList<DataFault> faults)
    : Exception(string.Join(Environment.NewLine, faults))
{
    /// <summary>Every fault found, by line.</summary>
    public IReadOnlyList<DataFault> Faults { get; } = faults;
}
