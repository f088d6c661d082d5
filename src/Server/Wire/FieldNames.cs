using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MyOpenIP.Server.Wire;

/// <summary>Proto paths for the paths of a data file: snake_case, and other names where the two differ.</summary>
/// <param name="differing">Last parts in proto names, by path with empty brackets, such as <c>lines[].productCode</c>.</param>
internal sealed partial class FieldNames(IReadOnlyDictionary<string, string> differing)
{
    /// <summary>The proto path of a path of a data file, such as <c>lines[2].product</c> of <c>lines[2].productCode</c>.</summary>
    public string Of(string path)
    {
        var (known, told) = (new StringBuilder(), new StringBuilder());
        foreach (var part in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = part.Split('[')[0];
            known.Append(known.Length > 0 ? "." : "").Append(name);
            told.Append(told.Length > 0 ? "." : "")
                .Append(differing.GetValueOrDefault(known.ToString()) ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(name))
                .Append(part.AsSpan(name.Length));
            known.Append(Index().Replace(part[name.Length..], "[]"));
        }
        return told.ToString();
    }

    [GeneratedRegex(@"\[[0-9]+\]")]
    private static partial Regex Index();
}
