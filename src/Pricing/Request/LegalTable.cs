namespace MyOpenIP.Pricing;

/// <summary>The dated values that the law fixes: a law that moves is data that moves, not another rule set.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Values">Its values; of one kind and date at most one is valid. None is valid: the law sets no such limit on that day.</param>
public sealed record LegalTable(string Version, IReadOnlyList<LegalValue> Values)
{
    /// <summary>The value of a kind on a day; null: the law sets none.</summary>
    public decimal? On(LegalValueKind kind, DateOnly day)
    {
        for (var i = 0; i < Values.Count; i++)
        {
            var value = Values[i];
            if (value.Kind == kind && value.ValidFrom <= day && !(value.ValidUntil <= day))
                return value.Value;
        }
        return null;
    }
}

/// <summary>A value that the law fixes for a span of time.</summary>
/// <param name="Kind">Which value, and in what unit.</param>
/// <param name="Value">The value.</param>
/// <param name="ValidFrom">First day of validity.</param>
/// <param name="ValidUntil">First day on which it is no longer valid; none: it lasts.</param>
public sealed record LegalValue(LegalValueKind Kind, decimal Value, DateOnly ValidFrom, DateOnly? ValidUntil = null);

/// <summary>The values that the law fixes.</summary>
public enum LegalValueKind
{
    /// <summary>Longest commitment of a protected customer from a conclusion or a modification, in whole months, 1 to 1200 (C. conso. L224-28 I).</summary>
    LongestProtectedCommitmentMonths,
}
