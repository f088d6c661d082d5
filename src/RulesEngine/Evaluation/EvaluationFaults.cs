using System.Globalization;

namespace MyOpenIP.RulesEngine.Evaluation;

/// <summary>A fact that is equal to one there is.</summary>
internal sealed class EqualFactException(object fact) : Exception(Describe(fact))
{
    private const int Shown = 200;

    public static string Describe(object fact)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{fact}");
        return $"An equal fact is there already: {fact.GetType().Name}: {(text.Length > Shown ? text[..Shown] + "..." : text)}";
    }
}

/// <summary>A rule set that explodes.</summary>
internal sealed class BoundExceededException(string bound) : Exception($"The evaluation was stopped: {bound}.");
