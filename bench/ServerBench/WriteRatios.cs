using System.Diagnostics;
using MyOpenIP.Bench.Measuring;
using MyOpenIP.V1;

namespace MyOpenIP.ServerBench;

/// <summary>P6: the rate of durable drafts of ten lines, beside prepared statements that write the same rows, and with many clients.</summary>
internal static class WriteRatios
{
    private const int Rounds = 7;
    private const int WritesPerRound = 60;
    private const int Clients = 16;

    public static async Task PrintAsync()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var amendments = new Amendments.AmendmentsClient(server.Channel);
        var next = -1;
        async Task<Draft> DraftAsync()
        {
            var request = StoredOffers.Draft(Interlocked.Increment(ref next));
            var answer = await amendments.CreateAmendmentAsync(request);
            return new Draft(Last(answer.Amendment.Name), request.RequestId, Last(request.Amendment.ContractedOffer));
        }
        async Task ClientsAsync(int clients, int writes) => await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            for (var i = 0; i < writes / clients; i++)
                await DraftAsync();
        }));

        await DraftAsync();
        using var hand = await HandWrittenWrites.LearnAsync(server.Database, server.Database + ".copy", DraftAsync);
        Console.Error.WriteLine($"a draft of ten lines is {hand.Rows} rows");
        const int MostWarmUps = 1_000;
        await server.WarmUpAsync(() => next < MostWarmUps ? ClientsAsync(2, WritesPerRound) : Task.CompletedTask);
        for (var i = 0; i < WritesPerRound; i++)
            hand.Write();

        var (one, many, byHand, byHandTogether) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            one.Add(await RateAsync(WritesPerRound, () => ClientsAsync(1, WritesPerRound)));
            byHand.Add(await RateAsync(WritesPerRound, () => Repeat(WritesPerRound, hand.Write)));
            many.Add(await RateAsync(WritesPerRound / Clients * Clients * 2, () => ClientsAsync(Clients, WritesPerRound / Clients * Clients * 2)));
            byHandTogether.Add(await RateAsync(WritesPerRound / Clients * Clients, () => Repeat(WritesPerRound / Clients, () => hand.WriteTogether(Clients))));
        }
        Console.Error.WriteLine(
            $"drafts a second: {Median.Of(one):F0} with one client, {Median.Of(many):F0} with {Clients}; by hand {Median.Of(byHand):F0}, {Median.Of(byHandTogether):F0} with {Clients} in one commit, of which {Clients} clients reach {Median.OfRatios(many, byHandTogether):F2}");
        Console.WriteLine($"P6.ratio {Median.OfRatios(one, byHand):F3}");
        Console.WriteLine($"P6.group {Median.OfRatios(many, one):F2}");
    }

    private static string Last(string name) => name[(name.LastIndexOf('/') + 1)..];

    private static Task Repeat(int times, Action write)
    {
        for (var i = 0; i < times; i++)
            write();
        return Task.CompletedTask;
    }

    private static async Task<double> RateAsync(int writes, Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return writes / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
