namespace MyOpenIP.Pricing;

/// <summary>A sentence in each language.</summary>
internal sealed record Bilingual(SentenceTemplate French, SentenceTemplate English)
{
    public static Bilingual Of(string french, string english) =>
        // French sets a colon and a semicolon off by a space that does not break.
        new(SentenceTemplate.Parse(french.Replace(" :", "\u00A0:").Replace(" ;", "\u00A0;")), SentenceTemplate.Parse(english));

    public SentenceTemplate In(Language language) => language switch
    {
        Language.French => French,
        Language.English => English,
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "No sentences in this language."),
    };
}
