using System.Globalization;

namespace MyOpenIP.Pricing.Tests.Cases;

/// <summary>A stored request gives the same bytes whenever, wherever and beside whatever it is priced again.</summary>
public sealed class RepricingTests
{
    private const int Threads = 8;

    private static readonly byte[][] Requests =
        [.. CaseFiles.Names.Select(CaseFiles.Request).Concat(CaseFiles.RefusedRequests).Append(Samples.Everything).Select(CanonicalForm.Of)];

    private static readonly string[] Expected = [.. Requests.Select(Reprice)];

    public RepricingTests() => RandomCases.RequireAll();

    [Fact]
    public void The_corpus_holds_every_story_and_every_refusal() => Assert.True(Requests.Length >= CaseFiles.Names.Count + 22);

    [Fact]
    public void Twice_gives_the_same_bytes() => Assert.Equal(Expected, Requests.Select(Reprice));

    [Fact]
    public void In_any_order_gives_the_same_bytes()
    {
        for (var first = 0; first < Requests.Length; first += 7)
        {
            var order = Enumerable.Range(0, Requests.Length).Select(i => Requests.Length - 1 - (first + i) % Requests.Length);
            Assert.All(order, i => Assert.Equal(Expected[i], Reprice(Requests[i])));
        }
    }

    [Fact]
    public void On_eight_threads_gives_the_same_bytes()
    {
        var found = new string[Threads][];
        var threads = Enumerable.Range(0, Threads).Select(t => new Thread(() =>
        {
            var prices = new string[Requests.Length];
            for (var i = 0; i < Requests.Length; i++)
            {
                // Each thread begins elsewhere, so that different requests are priced at one time.
                var at = (i + t * Requests.Length / Threads) % Requests.Length;
                prices[at] = Reprice(Requests[at]);
            }
            found[t] = prices;
        })).ToArray();
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
        Assert.All(found, prices => Assert.Equal(Expected, prices));
    }

    [Theory]
    [InlineData("fr-FR")]
    [InlineData("en-US")]
    [InlineData("tr-TR")]
    public void Under_any_culture_gives_the_same_bytes(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.Equal(Expected, Requests.Select(Reprice));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Another_request_gives_other_bytes() => Assert.Equal(Expected.Length, Expected.Distinct().Count());

    /// <summary>The bytes of the request and of its outcome, from the canonical bytes of the request.</summary>
    private static string Reprice(byte[] stored)
    {
        var request = CanonicalForm.ReadRequest(stored);
        return Convert.ToHexString(CanonicalForm.Of(request)) + Convert.ToHexString(CanonicalForm.Of(Pricers.OneShot.Price(request)));
    }
}
