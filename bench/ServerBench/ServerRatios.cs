using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MyOpenIP.Bench.Measuring;
using MyOpenIP.V1;

namespace MyOpenIP.ServerBench;

/// <summary>P4 and P5: what the server spends on a preview, beside what it cannot spend less than.</summary>
internal static class ServerRatios
{
    private const int Rounds = 11;
    private const int CallsPerRound = 500;
    private const int PreviewsPerRound = 500;

    public static async Task PrintAsync()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var changes = StoredOffers.Changes();
        var amendments = new Amendments.AmendmentsClient(server.Channel);
        var invoker = server.Channel.CreateCallInvoker();
        var priced = await amendments.PreviewAmendmentAsync(changes[0]);
        await invoker.AsyncUnaryCall(MeasuresMethods.KeepMethod, null, default, new BytesValue { Value = priced.ToByteString() });
        Console.Error.WriteLine($"an answer has {priced.CalculateSize()} bytes");

        Task Preview(int i) => amendments.PreviewAmendmentAsync(changes[i % changes.Length]).ResponseAsync;
        Task Give(int i) => invoker.AsyncUnaryCall(MeasuresMethods.GiveMethod, null, default, changes[i % changes.Length]).ResponseAsync;
        Task Stream() => StreamAsync(amendments, changes);
        Task<double> Core() => CoreAsync(invoker, changes);

        await server.WarmUpAsync(async () =>
        {
            await EachAsync(CallsPerRound, Preview);
            await EachAsync(CallsPerRound, Give);
            await Stream();
            await Core();
        });

        var (previews, given, streamed, core) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            previews.Add(await server.SpendsAsync(CallsPerRound, () => EachAsync(CallsPerRound, Preview)));
            given.Add(await server.SpendsAsync(CallsPerRound, () => EachAsync(CallsPerRound, Give)));
            streamed.Add(await server.SpendsAsync(PreviewsPerRound, Stream));
            core.Add(await Core());
        }
        Console.Error.WriteLine(
            $"processor time of the server: a preview {Median.Of(previews) / 1000:F0} us, an answer ready-made {Median.Of(given) / 1000:F0} us, a preview of a stream {Median.Of(streamed) / 1000:F0} us, a price by the core alone {Median.Of(core) / 1000:F0} us");
        Console.WriteLine($"P4 {Median.OfRatios(previews, given):F2}");
        Console.WriteLine($"P5 {Median.OfRatios(core, streamed):F3}");
    }

    /// <summary>Processor time of the server for each of some calls, in nanoseconds.</summary>
    public static async Task<double> SpendsAsync(this ServerUnderTest server, int calls, Func<Task> work)
    {
        var before = server.Nanoseconds;
        await work();
        return (server.Nanoseconds - before) / calls;
    }

    /// <summary>Calls in turn, two at a time.</summary>
    public static Task EachAsync(int calls, Func<int, Task> call)
    {
        return Task.WhenAll(EveryOtherAsync(0), EveryOtherAsync(1));

        async Task EveryOtherAsync(int first)
        {
            for (var i = first; i < calls; i += 2)
                await call(i);
        }
    }

    private static async Task StreamAsync(Amendments.AmendmentsClient amendments, PreviewAmendmentRequest[] changes)
    {
        using var stream = amendments.PreviewAmendments();
        var asking = AskAsync();
        var answers = 0;
        await foreach (var answer in stream.ResponseStream.ReadAllAsync())
        {
            if (answer.Recap is null)
                throw new InvalidOperationException($"A preview failed: {answer.Error}");
            answers++;
        }
        await asking;
        if (answers != PreviewsPerRound)
            throw new InvalidOperationException($"{answers} answers to {PreviewsPerRound} previews.");

        async Task AskAsync()
        {
            for (var i = 0; i < PreviewsPerRound; i++)
                await stream.RequestStream.WriteAsync(new PreviewAmendmentsRequest { Key = $"{i}", Preview = changes[i % changes.Length] });
            await stream.RequestStream.CompleteAsync();
        }
    }

    /// <summary>Nanoseconds of a price by the core alone, over all changes.</summary>
    private static async Task<double> CoreAsync(CallInvoker invoker, PreviewAmendmentRequest[] changes)
    {
        var prices = new List<long>();
        for (var i = 0; i < CallsPerRound; i++)
            prices.Add(BitConverter.ToInt64(await invoker.AsyncUnaryCall(MeasuresMethods.CoreMethod, null, default, changes[i % changes.Length])));
        return prices.Where(p => p > 0).Average();
    }
}
