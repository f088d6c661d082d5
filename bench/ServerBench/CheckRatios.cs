extern alias client;
using Google.Protobuf;
using MyOpenIP.Bench.Measuring;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.ServerBench;

/// <summary>What it costs to check a preview by the options of the protos, as the server reads them and as ProtoValidate does, in parts of the preview.</summary>
internal static class CheckRatios
{
    private const int Rounds = 11;
    private const int CallsPerRound = 500;

    public static async Task PrintAsync()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var changes = StoredOffers.Changes();
        var ofClient = changes.Select(c => client::MyOpenIP.V1.PreviewAmendmentRequest.Parser.ParseFrom(c.ToByteArray())).ToArray();
        var validator = new ProtoValidate.Validator(new ProtoValidate.ValidatorOptions());
        var amendments = new Amendments.AmendmentsClient(server.Channel);
        Task Preview(int i) => amendments.PreviewAmendmentAsync(changes[i % changes.Length]).ResponseAsync;
        void Read(int i) => Require(FieldRules.FaultsOf(changes[i % changes.Length]).Count);
        void Validate(int i) => Require(validator.Validate(ofClient[i % ofClient.Length], false).Violations.Count);

        await server.WarmUpAsync(() => ServerRatios.EachAsync(CallsPerRound, Preview));
        for (var i = 0; i < 20; i++)
            (_, _) = (Spends(Read), Spends(Validate));

        var (previews, read, validated) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            previews.Add(await server.SpendsAsync(CallsPerRound, () => ServerRatios.EachAsync(CallsPerRound, Preview)));
            read.Add(Spends(Read));
            validated.Add(Spends(Validate));
        }
        Console.Error.WriteLine(
            $"processor time: a preview of {changes[0].Lines.Count} lines {Median.Of(previews) / 1000:F0} us, its check by the server {Median.Of(read) / 1000:F1} us, by ProtoValidate {Median.Of(validated) / 1000:F1} us");
        Console.WriteLine($"server's check {Median.OfRatios(read, previews):P1} of a preview");
        Console.WriteLine($"ProtoValidate's check {Median.OfRatios(validated, previews):P1} of a preview");
    }

    /// <summary>Processor time of one, in nanoseconds.</summary>
    private static double Spends(Action<int> check)
    {
        var start = ThreadTime.Now();
        for (var i = 0; i < CallsPerRound; i++)
            check(i);
        return (ThreadTime.Now() - start) / (double)CallsPerRound;
    }

    private static void Require(int faults)
    {
        if (faults > 0)
            throw new InvalidOperationException("A request that is right was found wrong.");
    }
}
