namespace MyOpenIP.Pricing.Facts;

/// <summary>A product of the offer in the amendment: what there is of it, and what is wanted.</summary>
internal abstract record Line
{
    /// <summary>Position in the recap, from 0: what identifies the line, and what the facts of it are joined by.</summary>
    public required int Number { get; init; }

    public required string ProductCode { get; init; }

    /// <summary>The product in the catalogue; none: the offer does not have it (any longer).</summary>
    public required CatalogueProduct? Product { get; init; }

    /// <summary>Whether the contract has the product, be it with no unit left.</summary>
    public required bool IsContracted { get; init; }

    /// <summary>The contracted lots, those that leave included.</summary>
    public required IReadOnlyList<Lot> Lots { get; init; }

    /// <summary>What it costs before the lots say it; none: they always do.</summary>
    public required FormerMonthly? Former { get; init; }

    /// <summary>Units before: those of the lots that are not leaving.</summary>
    public required int Initial { get; init; }

    /// <summary>Units wanted.</summary>
    public required int Final { get; init; }

    public int Change => Final - Initial;

    public string ProductName => Product is null ? ProductCode : Product.Name;

    /// <summary>Whether its monthly amount moves by itself: a discount that ends, units that leave, an addition to come.</summary>
    public bool MovesByItself
    {
        get
        {
            if (Former is not null)
                return true;
            for (var i = 0; i < Lots.Count; i++)
                if (Lots[i].LeavingOn is not null || Lots[i].Discounts.Count > 0)
                    return true;
            return false;
        }
    }

    public virtual bool Equals(Line? other) => other is not null && Number == other.Number;

    public override int GetHashCode() => Number;
}

/// <summary>A line that the amendment does not touch: it is shown, and never judged.</summary>
internal sealed record UnchangedLine : Line;

/// <summary>A line whose quantity the amendment changes.</summary>
internal abstract record ChangedLine : Line;

/// <summary>A line that grows.</summary>
internal sealed record AddedLine : ChangedLine;

/// <summary>A line that shrinks.</summary>
internal sealed record ReducedLine : ChangedLine;

/// <summary>Something decided of a line; of one kind there is one for each line, so that the line is all there is to compare.</summary>
/// <param name="line">Number of the line.</param>
internal abstract class LineFact(int line)
{
    public int Line { get; } = line;

    public sealed override bool Equals(object? obj) =>
        obj is LineFact other && Line == other.Line && GetType() == other.GetType() && IsOfSameKind(other);

    public sealed override int GetHashCode() => Line;

    /// <summary>Whether another of this type is of the same kind; of most types there is one.</summary>
    protected virtual bool IsOfSameKind(LineFact other) => true;
}
