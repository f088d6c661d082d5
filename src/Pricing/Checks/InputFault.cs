namespace MyOpenIP.Pricing;

/// <summary>Something that cannot be priced as it is.</summary>
/// <param name="Path">Where it stands, by members in camelCase: lines[0].lots[1].since.</param>
/// <param name="English">What is wrong, and what would be right.</param>
/// <param name="French">The same in French.</param>
public sealed record InputFault(string Path, string English, string French);
