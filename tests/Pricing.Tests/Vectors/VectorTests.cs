namespace MyOpenIP.Pricing.Tests.Vectors;

public sealed class VectorTests
{
    private static readonly Dictionary<string, Action<VectorRow>> Checks = new()
    {
        ["derived_convention_divergence.csv"] = PeerVectors.Conventions,
        ["killbill_billing_intervals.csv"] = KillBillVectors.BillingIntervals,
        ["killbill_date_utils.csv"] = KillBillVectors.DateUtils,
        ["killbill_fixed30_integration.csv"] = KillBillVectors.Fixed30,
        ["killbill_prorated_charges.csv"] = KillBillVectors.ProratedCharge,
        ["killbill_proration_cycles.csv"] = KillBillVectors.Cycles,
        ["killbill_repair_credits.csv"] = KillBillVectors.RepairCredit,
        ["peers_amendment_vectors.csv"] = PeerVectors.Amendment,
    };

    private static readonly Dictionary<string, VectorRow> Rows =
        VectorFile.Names.SelectMany(VectorFile.Read).ToDictionary(r => r.Id);

    /// <summary>Every row that is not listed as none of ours, by file, number and source.</summary>
    public static TheoryData<string, string> Applicable =>
        [.. Rows.Values.Where(r => !NotApplicable.Ids.Contains(r.Id)).Select(r => (r.Id, r.Source))];

    [Theory]
    [MemberData(nameof(Applicable))]
    public void A_row_of_the_peers_data_holds(string id, string source)
    {
        Assert.NotEmpty(source);
        Checks[id.Split('#')[0]](Rows[id]);
    }

    [Fact]
    public void Every_file_of_the_peers_data_is_read() => Assert.Equal(Checks.Keys.Order(StringComparer.Ordinal), VectorFile.Names);

    [Fact]
    public void What_is_listed_as_not_ours_exists_and_has_a_reason()
    {
        Assert.NotEmpty(NotApplicable.Reasons);
        Assert.All(NotApplicable.Reasons, r =>
        {
            Assert.True(Rows.ContainsKey(r.Key.Split('/')[0]), r.Key);
            Assert.True(r.Value.Length > 10, r.Key);
        });
    }

    [Fact]
    public void A_row_listed_as_not_ours_is_indeed_not()
    {
        // A row that would hold is not to be left out.
        var held = NotApplicable.Ids.Where(id => !id.Contains('/', StringComparison.Ordinal) && Holds(Rows[id]));
        Assert.Empty(held);
    }

    private static bool Holds(VectorRow row)
    {
        try
        {
            Checks[row.Id.Split('#')[0]](row);
            return true;
        }
#pragma warning disable CA1031 // Whatever keeps a row from being tried makes it one that does not hold.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }
}
