using Google.Protobuf;
using MyOpenIP.Bench.Requests;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Tests.Wire;

public sealed class RecapMessagesTests
{
    private const ulong Requests = 1000;

    private static readonly V1.Document[] Documents = [new() { Code = "CGAS", Title = "Conditions Générales d'Accès aux Services", Version = "2026-01", Sha256 = "00" }];

    [Fact]
    public void Any_recap_is_written_as_generated_code_writes_it()
    {
        var pricer = new AmendmentPricer();
        for (var seed = 0UL; seed < Requests; seed++)
        {
            var outcome = pricer.Price(GeneratedRequest.Of(seed, mostProducts: 8));
            var bytes = ProtoWriter.Bytes(outcome, (w, o) => RecapMessages.Write(w, o, ProrationConvention.NextMonth, Documents, "f2:"));
            var recap = V1.Recap.Parser.ParseFrom(bytes);
            Assert.True(recap.ToByteArray().AsSpan().SequenceEqual(bytes), $"seed {seed}: generated code writes other bytes");
            Assert.Equal(outcome.Lines.Select(l => (l.ProductCode, l.Reasons.Count, l.LotsAfter.Count)), recap.Lines.Select(l => (l.Product, l.Reasons.Count, l.LotsAfter.Count)));
        }
    }

    [Fact]
    public void Texts_and_lengths_of_any_size_are_written_as_generated_code_writes_them()
    {
        foreach (var length in new[] { 0, 1, 41, 42, 43, 63, 64, 127, 128, 200, 5461, 5462, 16_383, 16_384, 70_000 })
            foreach (var letter in new[] { "a", "é", "€", "\U0001F600" })
            {
                var document = new V1.Document { Code = string.Concat(Enumerable.Repeat(letter, length)), Title = "t" };
                var bytes = ProtoWriter.Bytes(document, static (w, d) =>
                {
                    var start = w.Begin(1);
                    w.Text(V1.Document.CodeFieldNumber, d.Code);
                    w.Text(V1.Document.TitleFieldNumber, d.Title);
                    w.End(start);
                    w.Message(1, d);
                });
                var expected = new V1.AcceptanceCondition { Documents = { document, document } };
                Assert.Equal(expected, Wrapped(bytes));
            }

        // The same two documents, in the field in which a condition has them.
        static V1.AcceptanceCondition Wrapped(byte[] bytes)
        {
            var read = new V1.AcceptanceCondition();
            var input = new CodedInputStream(bytes);
            while (input.ReadTag() != 0)
                read.Documents.Add(V1.Document.Parser.ParseFrom(input.ReadBytes()));
            return read;
        }
    }
}
