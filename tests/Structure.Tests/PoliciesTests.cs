using System.Text.RegularExpressions;

namespace MyOpenIP.Structure.Tests;

/// <summary>Who may call what is said in one place, for every method; whose rows are seen is decided in one place, for every read.</summary>
public sealed partial class PoliciesTests
{
    private const string Table = "src/Server/Security/MethodPolicies.cs";

    private static readonly string[] Methods = [.. EveryMethodTests.Methods.Select(m => $"{m.Data.Item1}/{m.Data.Item2}")];

    [Fact]
    public void Every_method_of_the_API_has_a_row_in_the_table_of_policies_and_no_other_has() =>
        Assert.Equal([.. Methods.Order(StringComparer.Ordinal)], RowsOf(Repository.Read(Table)).Order(StringComparer.Ordinal));

    [Fact]
    public void A_new_method_without_a_row_is_named() =>
        Assert.Equal(["Orders/ReverseDeliveryOfNobody"], Methods.Append("Orders/ReverseDeliveryOfNobody").Except(RowsOf(Repository.Read(Table))));

    [Fact]
    public void A_row_that_is_taken_away_is_missed()
    {
        var rows = RowsOf(Repository.Read(Table).Replace("""new("Orders/Deliver", """, "", StringComparison.Ordinal));
        Assert.Equal(["Orders/Deliver"], Methods.Except(rows));
    }

    /// <summary>A context that is opened for nobody in particular would be one for everybody.</summary>
    [Fact]
    public void Contexts_are_opened_for_an_actor_in_one_place_alone() => Assert.Equal(
        ["src/Server/Storage/StorageContexts.cs"],
        Repository.FilesUnder("src", ".cs").Where(f => Repository.Read(f).Contains("IDbContextFactory<", StringComparison.Ordinal)));

    [Fact]
    public void Nothing_leaves_the_filter_of_the_resellers_out() => Assert.DoesNotContain(
        Repository.FilesUnder("src", ".cs"), f => Repository.Read(f).Contains("IgnoreQueryFilters", StringComparison.Ordinal));

    /// <summary>Each of these has been looked at: it reads for one reseller as its context does, or nothing that is a reseller's, or writes by whole keys.</summary>
    [Fact]
    public void SQL_of_our_own_stands_where_it_was_looked_at() => Assert.Equal(
        [
            "src/Server/Amendments/OfferReads.cs",
            "src/Server/Commands/BackupCommand.cs",
            "src/Server/ContractedOffers/HeldProducts.cs",
            "src/Server/Customers/CustomerSearch.cs",
            "src/Server/Files/StoredContents.cs",
            "src/Server/Quotes/QuotedPrices.cs",
            "src/Server/Storage/Sqlite/DatabaseFile.cs",
            "src/Server/Storage/Sqlite/DatabaseOpening.cs",
            "src/Server/Storage/Sqlite/Durability.cs",
            "src/Server/Verification/SchemaCheck.cs",
            "src/Server/Verification/TenantCheck.cs",
            "src/Server/Verification/ToldRows.cs",
            "src/Server/Writes/AppendedRows.cs",
            "src/Server/Writes/Numbering.cs",
            "src/Server/Writes/OlderAudit.cs",
            "src/Server/Writes/PreparedInserts.cs",
        ],
        Repository.FilesUnder("src/Server", ".cs").Where(f => !f.Contains("/Migrations/", StringComparison.Ordinal) && OwnSql().IsMatch(Repository.Read(f))).Order(StringComparer.Ordinal));

    private static IEnumerable<string> RowsOf(string table) => Row().Matches(table).Select(m => m.Groups[1].Value);

    [GeneratedRegex("""
        ^ +new\("(\w+/\w+)",
        """, RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\b(FromSql|FromSqlRaw|FromSqlInterpolated|SqlQuery|SqlQueryRaw|ExecuteSql|ExecuteSqlAsync|ExecuteSqlRaw|ExecuteSqlRawAsync)\s*[(<]|\bCommandText\s*=")]
    private static partial Regex OwnSql();
}
