using System.Buffers;
using System.Text;
using Google.Protobuf;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Wire;

/// <summary>What a request holds is counted before anything is built of it: 4 MB can be two million entries.</summary>
public sealed class CountedRequestTests
{
    private const int Millions = 2_000_000;

    public static TheoryData<string> Lists => [.. RequestLists.All.Select(list => $"{list[0].ContainingType.Name} {RequestLists.PathOf(list, f => f.Name)}")];

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_list_holds_as_many_entries_as_allowed_and_not_one_more(string request)
    {
        var list = RequestLists.All.First(l => $"{l[0].ContainingType.Name} {RequestLists.PathOf(l, f => f.Name)}" == request);
        var most = ListBounds.MostOf(list[^1]);
        Assert.Null(FaultOf(list[0].ContainingType, RequestLists.Bytes(list, most)));
        var fault = FaultOf(list[0].ContainingType, RequestLists.Bytes(list, most + 1))!;
        Assert.Equal((RequestLists.PathOf(list, f => f.Name), "TOO_MANY"), (fault.Field, fault.Rule));

        Assert.Null(JsonCount.FaultOf(Encoding.UTF8.GetBytes(RequestLists.Json(list, most)), list[0].ContainingType));
        fault = JsonCount.FaultOf(Encoding.UTF8.GetBytes(RequestLists.Json(list, most + 1)), list[0].ContainingType)!;
        var isMask = list[^1].ContainingType.FullName == "google.protobuf.FieldMask";
        Assert.Equal((RequestLists.PathOf(isMask ? list[..^1] : list, f => f.JsonName), "TOO_MANY"), (fault.Field, fault.Rule));
    }

    [Fact]
    public void Counting_two_million_entries_takes_no_memory()
    {
        byte[] entries = [.. Enumerable.Repeat((byte[])[0x3A, 0], Millions).SelectMany(e => e)];
        FaultOf(PreviewAmendmentRequest.Descriptor, entries);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("contacts", FaultOf(PreviewAmendmentRequest.Descriptor, entries)!.Field);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000);
    }

    [Fact]
    public void Entries_are_counted_over_all_the_parts_that_make_one_message_together()
    {
        // The same amendment again and again, a contact each: the parser makes one amendment of them.
        byte[] merged = [.. Enumerable.Repeat((byte[])[0x12, 2, 0x52, 0], Millions / 2).SelectMany(e => e)];
        var fault = FaultOf(CreateAmendmentRequest.Descriptor, merged)!;
        Assert.Equal(("amendment", "TOO_MANY"), (fault.Field, fault.Rule));
        Assert.Contains("100000", fault.Description.English, StringComparison.Ordinal);

        var unknown = "{" + string.Join(',', Enumerable.Range(0, 150_000).Select(i => $"\"a{i}\":{{}}")) + "}";
        Assert.Equal("TOO_MANY", JsonCount.FaultOf(Encoding.UTF8.GetBytes(unknown), PreviewAmendmentRequest.Descriptor)!.Rule);
    }

    [Theory]
    [InlineData("")]
    [InlineData("9D3F01020304")]
    [InlineData("993F0102030405060708")]
    [InlineData("9B3F08019C3F")]
    [InlineData("9B3F9B3F0801120100 9C3F9C3F")]
    [InlineData("3A 02 08")]
    [InlineData("3A 02 0AE4110C0A056C696E65")]
    [InlineData("3A 01 E4110A")]
    [InlineData("3A 03 9B3F0A E4110A")]
    [InlineData("3A")]
    [InlineData("9C3F")]
    [InlineData("9B3F0801")]
    [InlineData("FFFFFFFFFFFFFFFFFFFF7F")]
    [InlineData("3A FFFFFFFF0F")]
    [InlineData("3A FFFFFFFFFFFFFFFFFF01")]
    public void What_is_not_counted_is_left_to_the_parser(string hex) =>
        Assert.Null(FaultOf(PreviewAmendmentRequest.Descriptor, Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))));

    [Theory]
    [InlineData("07", "message", "NOT_PROTOBUF")]
    [InlineData("0E", "message", "NOT_PROTOBUF")]
    [InlineData("9B3F0F9C3F", "message", "NOT_PROTOBUF")]
    [InlineData("3A010F", "message", "NOT_PROTOBUF")]
    [InlineData("0801", "contracted_offer", "WRONG_TYPE")]
    [InlineData("12020801", "lines[0].product", "WRONG_TYPE")]
    [InlineData("1200120212 00", "lines[1].final_quantity", "WRONG_TYPE")]
    public void A_field_that_is_sent_as_something_else_is_refused_naming_it(string hex, string field, string rule)
    {
        var fault = FaultOf(PreviewAmendmentRequest.Descriptor, Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)))!;
        Assert.Equal((field, rule), (fault.Field, fault.Rule));
    }

    [Fact]
    public void A_text_that_is_too_long_is_not_made_to_see_that_it_is()
    {
        var request = new PreviewAmendmentRequest { ContractedOffer = new string('€', 4000), Contacts = { new Contact(), new Contact { Email = new string('x', 16_000) } } };
        Assert.Null(FaultOf(PreviewAmendmentRequest.Descriptor, request.ToByteArray()));
        request.Contacts[1].Email += "x";
        var fault = FaultOf(PreviewAmendmentRequest.Descriptor, request.ToByteArray())!;
        Assert.Equal(("contacts[1].email", "TOO_LONG"), (fault.Field, fault.Rule));

        fault = JsonCount.FaultOf(Encoding.UTF8.GetBytes($$"""{"contacts":[{},{"email":"{{new string('x', 48_001)}}"}]}"""), PreviewAmendmentRequest.Descriptor)!;
        Assert.Equal(("contacts[1].email", "TOO_LONG"), (fault.Field, fault.Rule));
        fault = JsonCount.FaultOf(Encoding.UTF8.GetBytes($$"""{"lines":[{"finalQuantity":{{new string('9', 101)}}}]}"""), PreviewAmendmentRequest.Descriptor)!;
        Assert.Equal(("lines[0].finalQuantity", "WRONG_TYPE"), (fault.Field, fault.Rule));
    }

    [Fact]
    public void Messages_are_counted_across_the_segments_that_they_come_in()
    {
        var bytes = RequestLists.Bytes([PreviewAmendmentRequest.Descriptor.FindFieldByName("contacts")], 21);
        Assert.Equal("contacts", PartCount.FaultOf(Segments(bytes), MessageShape.Of(PreviewAmendmentRequest.Descriptor))?.Field);
    }

    [Fact]
    public void Many_faults_are_counted_and_as_many_kept_as_are_told()
    {
        var request = new PreviewAmendmentRequest { ContractedOffer = Steps.MetaCentrex };
        request.Lines.Add(Enumerable.Repeat(new WantedLine(), 5000));
        var faults = FieldRules.FaultsOf(request);
        Assert.Equal((5000, 100, "lines[99].product"), (faults.Count, faults.Kept.Count, faults.Kept[^1].Field));

        var told = Assert.Throws<Fault>(() => RequestChecks.Of(request));
        Assert.Equal(("5000", 100), (told.Metadata.Single().Value, told.Fields.Count));
    }

    private static FieldFault? FaultOf(Google.Protobuf.Reflection.MessageDescriptor message, byte[] bytes) =>
        PartCount.FaultOf(new ReadOnlySequence<byte>(bytes), MessageShape.Of(message));

    private static ReadOnlySequence<byte> Segments(byte[] bytes)
    {
        var (first, last) = (new Segment(bytes.AsMemory(0, 1), null), default(Segment));
        last = first;
        for (var i = 1; i < bytes.Length; i++)
            last = new Segment(bytes.AsMemory(i, 1), last);
        return new(first, 0, last, 1);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? before)
        {
            Memory = memory;
            if (before is not null)
                (before.Next, RunningIndex) = (this, before.RunningIndex + before.Memory.Length);
        }
    }
}
