namespace MyOpenIP.Server;

/// <summary>What somebody meant who wrote a name that is none.</summary>
internal static class Nearest
{
    /// <summary>Letters of a name that are enough to know it by.</summary>
    private const int Telling = 3;

    /// <summary>The name that is most like a text; null: none is like it.</summary>
    public static string? To(string text, IReadOnlyCollection<string> names)
    {
        if (text.Length == 0 || names.Count == 0)
            return null;
        var nearest = names.MinBy(n => Distance(text, n))!;
        if (Distance(text, nearest) <= Math.Max(1, text.Length / 3))
            return nearest;
        var letters = text.Trim('-');
        return letters.Length < Telling ? null : names.FirstOrDefault(n => n.Contains(letters, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>How many letters are added, left out or changed between two texts; case makes no difference.</summary>
    public static int Distance(string a, string b)
    {
        var above = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + change);
            }
            above = row;
        }
        return above[b.Length];
    }
}
