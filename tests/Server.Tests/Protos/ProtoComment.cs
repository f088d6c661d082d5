using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Protos;

/// <summary>A comment of a proto file and the field that it is about.</summary>
/// <param name="Field">The field; null: it is about something else.</param>
/// <param name="Text">The comment on one line.</param>
internal sealed partial record ProtoComment(FieldDescriptor? Field, string Text)
{
    private static readonly Dictionary<string, MessageDescriptor> Messages = Files(
        [CustomersReflection.Descriptor, CatalogReflection.Descriptor, ContractedOffersReflection.Descriptor, AmendmentsReflection.Descriptor, OrdersReflection.Descriptor])
        .SelectMany(f => f.MessageTypes).DistinctBy(m => m.FullName).ToDictionary(m => m.Name);

    /// <summary>What it gives as an example: all after "such as" up to the end of the phrase, without the quotes around it.</summary>
    public IEnumerable<string> Examples => Example().Matches(Text).Select(m => m.Groups["quoted"].Success ? m.Groups["quoted"].Value : m.Groups["bare"].Value);

    /// <summary>The comments of a file, in its order.</summary>
    public static IEnumerable<ProtoComment> Of(string file)
    {
        var (message, lines) = ("", new List<string>());
        foreach (var line in file.Split('\n').Select(l => l.Trim()))
            if (line.StartsWith("//", StringComparison.Ordinal))
                lines.Add(line[2..].Trim());
            else if (lines.Count > 0)
            {
                if (Opening().Match(line) is { Success: true } opening)
                    message = opening.Groups[1].Value;
                var field = Entry().Match(line) is { Success: true } entry && Messages.TryGetValue(message, out var holder) ? holder.FindFieldByName(entry.Groups[1].Value) : null;
                yield return new ProtoComment(field, string.Join(' ', lines));
                lines.Clear();
            }
    }

    private static IEnumerable<FileDescriptor> Files(IEnumerable<FileDescriptor> files) =>
        files.SelectMany(f => Files(f.Dependencies).Append(f)).Where(f => f.Package == "myopenip.v1").Distinct();

    [GeneratedRegex(@"such as (?:""(?<quoted>[^""]+)""|(?<bare>.+?)(?=[;:,)]? (?:a column|customers/-|the last part|or customers)|[.;,)](?: |$)|\.$))")]
    private static partial Regex Example();

    [GeneratedRegex(@"^message (\w+) \{")]
    private static partial Regex Opening();

    [GeneratedRegex(@"^(?:repeated |optional )?[\w.]+ (\w+) = [0-9]+\b")]
    private static partial Regex Entry();
}
