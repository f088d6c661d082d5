using MyOpenIP.Pricing;

namespace MyOpenIP.Server.Wire;

/// <summary>A text in the two languages of the service.</summary>
internal readonly record struct Text(string French, string English)
{
    /// <summary>The text in one of them.</summary>
    public string In(Language language) => language is Language.English ? English : French;
}
