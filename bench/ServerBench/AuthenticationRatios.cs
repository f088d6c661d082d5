using Grpc.Core;
using Grpc.Health.V1;
using MyOpenIP.Bench.Measuring;

namespace MyOpenIP.ServerBench;

/// <summary>S1: what the server spends on a call with an access token, beside the same call without: one that is open to all.</summary>
internal static class AuthenticationRatios
{
    private const int Rounds = 15;
    private const int CallsPerRound = 1000;

    public static async Task PrintAsync()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var health = new Health.HealthClient(server.Channel);
        var token = new Metadata { { "authorization", $"Bearer {server.Token}" } };
        Task With(int i) => health.CheckAsync(new HealthCheckRequest(), token).ResponseAsync;
        Task Without(int i) => health.CheckAsync(new HealthCheckRequest()).ResponseAsync;
        await server.WarmUpAsync(async () =>
        {
            await ServerRatios.EachAsync(CallsPerRound, With);
            await ServerRatios.EachAsync(CallsPerRound, Without);
        });

        var (with, without) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            with.Add(await server.SpendsAsync(CallsPerRound, () => ServerRatios.EachAsync(CallsPerRound, With)));
            without.Add(await server.SpendsAsync(CallsPerRound, () => ServerRatios.EachAsync(CallsPerRound, Without)));
        }
        Console.Error.WriteLine(
            $"processor time of the server: an empty call with a token {Median.Of(with) / 1000:F1} us, without {Median.Of(without) / 1000:F1} us");
        Console.WriteLine($"S1 {Median.OfRatios(with, without):F2}");
    }
}
