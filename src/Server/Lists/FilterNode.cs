namespace MyOpenIP.Server.Lists;

/// <summary>A filter as it was read, before its columns and values are looked at.</summary>
internal abstract record FilterNode
{
    /// <summary>All parts hold.</summary>
    public sealed record And(IReadOnlyList<FilterNode> Parts) : FilterNode;

    /// <summary>At least one part holds.</summary>
    public sealed record Or(IReadOnlyList<FilterNode> Parts) : FilterNode;

    /// <summary>The part does not hold.</summary>
    public sealed record Not(FilterNode Part) : FilterNode;

    /// <summary>A column compared with a value.</summary>
    public sealed record Comparison(FilterWord Column, FilterWord Operator, FilterWord Value) : FilterNode;
}

/// <summary>A word of a filter and where it begins in the text, in UTF-16 code units from 0.</summary>
internal readonly record struct FilterWord(string Text, int Position);
