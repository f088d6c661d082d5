using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using MyOpenIP.Bench.Oracle;
using MyOpenIP.Bench.Requests;

namespace MyOpenIP.Pricing.Tests.Oracle;

/// <summary>
/// Requests from the whole space, priced by hand and by the rules, under either runtime. The digests of all outcomes are committed, one for each
/// hundred: a change of one byte of one outcome shows. After a change that is meant,
/// move <see cref="AmendmentPricer.RuleSetVersion"/>, and
/// <c>PRICING_ACCEPT_OUTCOMES=1</c> writes the digests anew: they name the rule set that they are of, so that neither moves alone.
/// </summary>
public sealed class GeneratedRequestsTests
{
    private static readonly int Requests = RandomCases.Of(10_000);
    private const int RequestsOfADigest = 100;
    private const int MostProducts = 8;
    private const string RuleSet = "rule set ";

    // A long run: PRICING_OTHER_REQUESTS=100000.
    private static readonly int OtherRequests =
        int.Parse(Environment.GetEnvironmentVariable("PRICING_OTHER_REQUESTS") ?? "500", CultureInfo.InvariantCulture);

    [Fact]
    public void The_rules_under_either_runtime_and_the_hand_written_pricer_give_the_same_bytes()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var digests = new List<string>();
        var differing = new List<ulong>();
        for (var seed = 0UL; seed < (ulong)Requests; seed++)
        {
            var (byRules, agree) = Priced(seed);
            if (!agree)
                differing.Add(seed);
            hash.AppendData(byRules);
            if ((seed + 1) % RequestsOfADigest == 0)
                digests.Add(Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        Assert.Empty(differing);
        var (version, committed) = Committed();
        if (RandomCases.All && Environment.GetEnvironmentVariable("PRICING_ACCEPT_OUTCOMES") == "1" && !committed.SequenceEqual(digests))
        {
            Assert.True(version != AmendmentPricer.RuleSetVersion, $"Outcomes moved and the rule-set version did not: it is still {version}.");
            File.WriteAllLines(DigestFile(), [RuleSet + AmendmentPricer.RuleSetVersion, .. digests]);
            (version, committed) = Committed();
        }
        Assert.Equal(AmendmentPricer.RuleSetVersion, version);
        Assert.Equal(committed.Take(digests.Count), digests);
        Assert.Equal(RandomCases.All ? committed.Length : Requests / RequestsOfADigest, digests.Count);
    }

    [Fact]
    public void So_do_requests_of_other_seeds()
    {
        RandomCases.RequireAll();
        var seeds = Enumerable.Range(10_000, OtherRequests).Select(seed => (ulong)seed);
        Assert.Empty(seeds.AsParallel().Where(seed => !Priced(seed).Agree));
    }

    [Fact]
    public void The_requests_reach_every_violation_every_reason_and_every_approval()
    {
        RandomCases.RequireAll();
        var violations = new HashSet<ViolationCode>();
        var reasons = new HashSet<string>();
        var approvals = new HashSet<bool>();
        for (var seed = 0UL; seed < (ulong)Requests; seed++)
        {
            var outcome = HandWrittenPricer.Price(GeneratedRequest.Of(seed, MostProducts));
            violations.UnionWith(outcome.Violations.Select(v => v.Code));
            reasons.UnionWith(outcome.Reasons.Concat(outcome.Commitment.Reasons).Concat(outcome.Lines.SelectMany(l => l.Reasons)).Select(r => r.Code));
            approvals.UnionWith(outcome.Approvals.Select(a => a.GrantedBy is null));
        }
        Assert.Equal(Enum.GetValues<ViolationCode>(), violations.Order());
        var codes = typeof(ReasonCodes).GetFields().Select(f => (string)f.GetRawConstantValue()!);
        Assert.Empty(codes.Except(reasons));
        Assert.Equal(2, approvals.Count);
    }

    /// <summary>The rule set that the digests are of, and the digests.</summary>
    private static (string Version, string[] Digests) Committed()
    {
        var lines = File.ReadAllLines(DigestFile());
        Assert.StartsWith(RuleSet, lines[0], StringComparison.Ordinal);
        return (lines[0][RuleSet.Length..], lines[1..]);
    }

    private static (byte[] ByRules, bool Agree) Priced(ulong seed)
    {
        var request = GeneratedRequest.Of(seed, MostProducts);
        var byRules = CanonicalForm.Of(Pricers.OneShot.Price(request));
        return (byRules, Same(HandWrittenPricer.Price(request)) && Same(Pricers.NRules.Price(request)));

        bool Same(PricedAmendment other) => byRules.AsSpan().SequenceEqual(CanonicalForm.Of(other));
    }

    private static string DigestFile([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "outcomes.sha256");
}
