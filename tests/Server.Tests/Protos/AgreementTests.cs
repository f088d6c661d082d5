extern alias client;
using System.Diagnostics;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using MyOpenIP.Server.Tests.Wire;
using MyOpenIP.Server.Wire;
using MyOpenIP.Tests;

namespace MyOpenIP.Server.Tests.Protos;

/// <summary>What a client that checks before it sends finds wrong is what the server refuses: in .NET and in TypeScript.</summary>
public sealed class AgreementTests
{
    private const int Mixtures = 200;

    private static readonly MessageDescriptor[] Kinds = [.. RequestLists.Methods.Select(m => m.InputType).Distinct()];

    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task At_each_bound_and_one_past_it_the_server_and_the_clients_find_the_same_fields_wrong()
    {
        var cases = Kinds.SelectMany(kind => BoundMessages.Of(kind).Select(c => (Kind: kind, c.Path, c.Message))).ToArray();
        Assert.True(cases.Length > 1000);
        var told = cases.Select(c => FaultsOf(c.Message)).ToArray();

        // Nearly every bound has both sides.
        Assert.InRange(told.Count(t => t.Length == 0), cases.Length / 3, cases.Length * 2 / 3);
        await AgreeAsync(cases.Select(c => (c.Kind, c.Path, c.Message)), told);
    }

    [Fact]
    public async Task They_agree_on_requests_that_are_wrong_in_several_places()
    {
        var random = new Random(14);
        var mixed = Enumerable.Range(0, Mixtures).Select(i =>
        {
            var kind = Kinds[i % Kinds.Length];
            var message = BoundMessages.Ordinary(kind);
            var one = BoundMessages.Of(kind).Where(c => c.Message.CalculateSize() < 10_000).ToArray();
            for (var j = 0; j < 4; j++)
                message.MergeFrom(one[random.Next(one.Length)].Message.ToByteArray());
            return (kind, "mixed", message);
        }).ToArray();
        await AgreeAsync(mixed, [.. mixed.Select(m => FaultsOf(m.message))]);
    }

    [Fact]
    public void Every_pattern_of_the_protos_has_texts_at_its_bounds()
    {
        var patterns = Kinds.SelectMany(k => Within(k, [])).SelectMany(m => m.Fields.InDeclarationOrder()).Select(f => BoundMessages.RulesOf(f).String?.Pattern)
            .OfType<string>().Where(p => p.Length > 0).Distinct();
        Assert.Equal(patterns.Order(StringComparer.Ordinal), BoundValues.OfPatterns.Keys.Order(StringComparer.Ordinal));
    }

    private static async Task AgreeAsync(IEnumerable<(MessageDescriptor Kind, string Path, IMessage Message)> cases, string[] told)
    {
        var all = cases.ToArray();
        var validator = new ProtoValidate.Validator(new ProtoValidate.ValidatorOptions());
        var ofClient = ClientKinds();
        var inDotnet = all.Select(c => Said(validator.Validate(ofClient[c.Kind.FullName].Parser.ParseFrom(c.Message.ToByteArray()), false).Violations.Select(PathOf))).ToArray();
        var inTypeScript = await InTypeScriptAsync(all.Select(c => (c.Kind.FullName, c.Message)));
        Assert.Equal(all.Length, inTypeScript.Length);
        var different = all.Select((c, i) => (Case: $"{c.Kind.Name}.{c.Path}", Server: told[i], Dotnet: inDotnet[i], TypeScript: inTypeScript[i], Message: c.Message.CalculateSize() < 500 ? c.Message.ToString() : ""))
            .Where(r => r.Server != r.Dotnet || r.Server != r.TypeScript).ToArray();
        Assert.True(different.Length == 0, $"{different.Length} of {all.Length}:\n" + string.Join("\n", different.Take(20)));
    }

    private static string FaultsOf(IMessage message) => Said(FieldRules.FaultsOf(message).Kept.Select(f => f.Field));

    private static string Said(IEnumerable<string> fields) => string.Join(' ', fields.Distinct().Order(StringComparer.Ordinal));

    private static string PathOf(Buf.Validate.Violation violation) => string.Join('.', violation.Field.Elements.Select(e =>
        e.SubscriptCase is Buf.Validate.FieldPathElement.SubscriptOneofCase.Index ? $"{e.FieldName}[{e.Index}]" : e.FieldName));

    private static Dictionary<string, MessageDescriptor> ClientKinds() => new[]
    {
        client::MyOpenIP.V1.CustomersReflection.Descriptor, client::MyOpenIP.V1.CatalogReflection.Descriptor, client::MyOpenIP.V1.ContractedOffersReflection.Descriptor,
        client::MyOpenIP.V1.AmendmentsReflection.Descriptor, client::MyOpenIP.V1.OrdersReflection.Descriptor,
    }.SelectMany(f => f.MessageTypes).ToDictionary(m => m.FullName);

    private static async Task<string[]> InTypeScriptAsync(IEnumerable<(string Kind, IMessage Message)> cases)
    {
        var folder = Directory.CreateTempSubdirectory("myopenip-contract-").FullName;
        try
        {
            var (descriptors, messages, verdicts) = (Path.Combine(folder, "descriptors"), Path.Combine(folder, "messages"), Path.Combine(folder, "verdicts"));
            var set = new FileDescriptorSet();
            set.File.AddRange(Files(Kinds.Select(k => k.File), []).Select(f => FileDescriptorProto.Parser.ParseFrom(f.SerializedData)));
            await File.WriteAllBytesAsync(descriptors, set.ToByteArray());
            await File.WriteAllLinesAsync(messages, cases.Select(c => $"{c.Kind} {Convert.ToBase64String(c.Message.ToByteArray())}"));
            using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(RepositoryRoot.Path, "tests/Server.Tests/Protos/validate.mjs"), descriptors, messages, verdicts])
            {
                WorkingDirectory = RepositoryRoot.Path,
                RedirectStandardError = true,
            })!;
            var errors = node.StandardError.ReadToEndAsync();
            using var limit = new CancellationTokenSource(LongestRun);
            try
            {
                await node.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                node.Kill();
                throw;
            }
            Assert.True(node.ExitCode == 0, await errors);
            return await File.ReadAllLinesAsync(verdicts);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Files, those that they import before them.</summary>
    private static IEnumerable<FileDescriptor> Files(IEnumerable<FileDescriptor> files, HashSet<string> seen) =>
        files.Where(f => seen.Add(f.Name)).SelectMany(f => Files(f.Dependencies, seen).Append(f));

    private static IEnumerable<MessageDescriptor> Within(MessageDescriptor message, HashSet<MessageDescriptor> seen) => seen.Add(message)
        ? message.Fields.InDeclarationOrder().Where(f => f.FieldType is FieldType.Message && FieldRule.Of(f) is not null).SelectMany(f => Within(f.MessageType, seen)).Prepend(message)
        : [];
}
