using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;
using MyOpenIP.Server.Tests.Services;

namespace MyOpenIP.Server.Tests.Access;

/// <summary>Asks for what is another's and for what is absent, in every field that names something, and compares.</summary>
internal static class Matrix
{
    /// <summary>How many pairs were compared last.</summary>
    public static int Cells { get; private set; }

    /// <summary>The fields in which the two are not alike, in what is answered or in the work done for it; each begins with its method.</summary>
    public static async Task<List<string>> LeaksAsync(TestServer server, string by, House foreign, House own)
    {
        var (leaks, calls) = (new List<string>(), server.As(by).Calls);
        Cells = 0;
        foreach (var (method, path) in NameFields.All)
            foreach (var (real, absent) in Names(path[^1], foreign, own))
            {
                Cells++;
                // Once for what is read once and kept.
                await AskAsync(absent);
                var (reached, work) = await WorkAsync(() => AskAsync(real));
                var (missing, otherWork) = await WorkAsync(() => AskAsync(absent));
                if (reached != missing)
                    leaks.Add($"{method.Name} {NameFields.Told(path)} = {real}: {reached}\n  {absent}: {missing}");
                else if (work != otherWork)
                    leaks.Add($"{method.Name} {NameFields.Told(path)} = {real}: other work than for {absent}:\n{work}\n--\n{otherWork}");

                Task<Outcome> AskAsync(string name) => AnyCall.OfAsync(calls, method, NameFields.With(own.RequestOf(method), path, name), name);
            }
        return leaks;

        async Task<(Outcome, string)> WorkAsync(Func<Task<Outcome>> ask)
        {
            TwoHouses.Statements.Clear();
            var outcome = await ask();
            return (outcome, TwoHouses.Statements.Told);
        }
    }

    /// <summary>Names of something that is there, each with one of the same form that is nowhere, as far as the field takes them.</summary>
    public static IEnumerable<(string Real, string Absent)> Names(FieldDescriptor field, House foreign, House own)
    {
        var (form, name) = (new Regex(NameFields.PatternOf(field)), foreign.NameOf(CollectionOf(field)));
        var parts = name.Split('/');
        var absent = parts.Length == 2 ? "customers/99999999" : $"customers/99999999/{Absent(parts)}";
        yield return (name, absent);
        if (parts.Length == 2 || parts[2] is "sites" or "contacts")
            yield break;
        foreach (var under in (string[])["customers/-", own.Customer])
            if (form.IsMatch($"{under}/{Absent(parts)}"))
                yield return ($"{under}/{string.Join('/', parts.Skip(2))}", $"{under}/{Absent(parts)}");
    }

    private static string Absent(string[] parts) => parts[2] switch
    {
        "contractedOffers" => "contractedOffers/OC999999999",
        "amendments" => parts.Length == 4 ? "amendments/DEV999999999" : $"amendments/DEV999999999/{parts[4]}/1",
        "orders" => "orders/COM999999999",
        _ => $"{parts[2]}/1",
    };

    /// <summary>The collection that a name is of, the last one that its form names.</summary>
    private static string CollectionOf(FieldDescriptor field) =>
        NameFields.PatternOf(field) is var form && Regex.Matches(form, "/(sites|contacts|contractedOffers|amendments|quotes|attachments|orders)/") is [.., var last] ? last.Groups[1].Value : "";
}
