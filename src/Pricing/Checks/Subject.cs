namespace MyOpenIP.Pricing;

/// <summary>What a fault is of, in both languages.</summary>
/// <param name="English">In English.</param>
/// <param name="French">In French.</param>
internal readonly record struct Subject(string English, string French)
{
    /// <summary>A code is the same in both.</summary>
    public static implicit operator Subject(string code) => new(code, code);
}
