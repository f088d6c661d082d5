using Buf.Validate;
using Google.Api;
using Google.Protobuf.Reflection;
using MyOpenIP.Server.Tests.Wire;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Tests.Protos;

/// <summary>The protos say all that they can of what a client may send, so that it can check before it sends.</summary>
public sealed class ProtoOptionsTests
{
    private const string Package = "myopenip.v1";

    /// <summary>Every message of ours that a request is or holds, those that the server decides left out.</summary>
    private static readonly MessageDescriptor[] Sent = [.. RequestLists.Methods.Select(m => m.InputType).Distinct().SelectMany(Within).Distinct()];

    private static readonly FieldDescriptor[] Fields = [.. Sent.SelectMany(m => m.Fields.InDeclarationOrder()).Where(IsLookedAt)];

    [Fact]
    public void Every_rule_is_one_that_the_server_reads()
    {
        Assert.True(Fields.Length > 150);
        Assert.All(Fields, f => Assert.NotNull(FieldRule.Of(f)));
    }

    [Fact]
    public void What_is_required_is_so_for_every_reader() =>
        Assert.All(Fields, f => Assert.True(Behaviour(f).Contains(FieldBehavior.Required) == Rules(f).Required, f.FullName));

    [Fact]
    public void Every_text_has_a_form_or_a_length_and_every_list_a_count_and_every_choice_its_values()
    {
        Assert.All(Fields.Where(f => f.FieldType is FieldType.String), f => Assert.True(
            Rules(f).String is { HasMaxLen: true } or { HasPattern: true } or { Uuid: true } or { In.Count: > 0 }, f.FullName));
        Assert.All(Fields.Where(f => f.IsRepeated), f => Assert.True(Rules(f).Repeated is { HasMaxItems: true }, f.FullName));
        Assert.All(Fields.Where(f => f.FieldType is FieldType.Enum), f => Assert.True(Rules(f).Enum is { DefinedOnly: true }, f.FullName));
        Assert.All(Fields.Where(f => f.FieldType is FieldType.Int32 or FieldType.Int64), f => Assert.True(
            Rules(f) is { Int32: not null } or { Int64: not null } || f.Name is "quantity" && f.ContainingType.Name == "ContractLine", f.FullName));
    }

    [Fact]
    public void No_text_may_be_longer_than_the_server_counts_before_it_reads() => Assert.All(
        Fields.Where(f => Rules(f).String is { HasMaxLen: true }), f => Assert.InRange(Rules(f).String.MaxLen, 1ul, (ulong)Server.Wire.FieldRules.LongestText));

    [Fact]
    public void Patterns_hold_from_the_first_character_to_the_last() => Assert.All(
        Fields.Select(f => Rules(f).String?.Pattern).OfType<string>().Where(p => p.Length > 0), p => Assert.True(p[0] == '^' && p[^1] == '$', p));

    [Fact]
    public void What_the_server_decides_is_checked_by_nobody() => Assert.All(
        Sent.SelectMany(m => m.Fields.InDeclarationOrder()).Where(f => Behaviour(f).Contains(FieldBehavior.OutputOnly)), f => Assert.True(
            f.FieldType is FieldType.Message && HasRules(f.MessageType, []) ? Rules(f).Ignore is Ignore.Always : Rules(f).CalculateSize() == 0, f.FullName));

    [Fact]
    public void A_request_id_is_a_UUID_for_every_reader()
    {
        var ids = Fields.Where(f => f.Name == "request_id").ToArray();
        Assert.Equal(23, ids.Length);
        Assert.All(ids, f => Assert.True(Rules(f).String.Uuid && f.GetOptions().GetExtension(FieldInfoExtensions.FieldInfo)?.Format is FieldInfo.Types.Format.Uuid4, f.FullName));
    }

    [Fact]
    public void Every_name_says_what_it_is_the_name_of() => Assert.All(
        Fields.Where(f => f.ContainingType.Name.EndsWith("Request", StringComparison.Ordinal) && Rules(f).String is { HasPattern: true } && f.Name != "sha256"), f => Assert.StartsWith(
            "myopenip.openip.fr/", f.GetOptions().GetExtension(ResourceExtensions.ResourceReference)?.Type ?? f.FullName, StringComparison.Ordinal));

    [Fact]
    public void Every_resource_has_a_type_of_the_service_and_its_names()
    {
        var resources = V1.CustomersReflection.Descriptor.Dependencies.Concat(V1.AmendmentsReflection.Descriptor.Dependencies)
            .Concat(V1.ContractedOffersReflection.Descriptor.Dependencies).Concat(V1.CatalogReflection.Descriptor.Dependencies).Distinct()
            .SelectMany(f => f.MessageTypes).Select(m => (Message: m, Resource: m.GetOptions()?.GetExtension(ResourceExtensions.Resource)))
            .Where(r => r.Resource is not null).ToArray();
        Assert.Equal(9, resources.Length);
        Assert.All(resources, r =>
        {
            var singular = r.Message.Name[..1].ToLowerInvariant() + r.Message.Name[1..];
            Assert.Equal(($"myopenip.openip.fr/{r.Message.Name}", singular, singular + "s"), (r.Resource!.Type, r.Resource.Singular, r.Resource.Plural));
            Assert.Contains($"{singular}s/{{", r.Resource.Pattern.Single(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_field_of_what_no_request_holds_is_the_servers_to_decide() => Assert.All(
        new[] { V1.Order.Descriptor, V1.Quote.Descriptor, V1.Offer.Descriptor }.SelectMany(m => m.Fields.InDeclarationOrder()),
        f => Assert.True(Behaviour(f).Contains(f.Name == "name" ? FieldBehavior.Identifier : FieldBehavior.OutputOnly), f.FullName));

    private static IEnumerable<MessageDescriptor> Within(MessageDescriptor message) => message.File.Package != Package
        ? []
        : message.Fields.InDeclarationOrder().Where(f => f.FieldType is FieldType.Message && IsLookedAt(f)).SelectMany(f => Within(f.MessageType)).Prepend(message);

    private static bool HasRules(MessageDescriptor message, HashSet<MessageDescriptor> seen) => seen.Add(message) && message.Fields.InDeclarationOrder().Any(f =>
        Rules(f).CalculateSize() > 0 || (f.FieldType is FieldType.Message && HasRules(f.MessageType, seen)));

    private static bool IsLookedAt(FieldDescriptor field) => !Behaviour(field).Contains(FieldBehavior.OutputOnly);

    private static IReadOnlyCollection<FieldBehavior> Behaviour(FieldDescriptor field) =>
        field.GetOptions()?.GetExtension(FieldBehaviorExtensions.FieldBehavior) is { } given ? [.. given] : [];

    private static Buf.Validate.FieldRules Rules(FieldDescriptor field) => field.GetOptions()?.GetExtension(ValidateExtensions.Field) ?? new();
}
