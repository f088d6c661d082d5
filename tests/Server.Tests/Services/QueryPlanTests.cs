using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Imports;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Services;

/// <summary>What is done to one amendment costs the same beside ten other offers as beside a million.</summary>
public sealed partial class QueryPlanTests(DemonstrationDatabase demonstration) : IDisposable
{
    // Few rows, whatever is sold; of heads a reseller has one.
    private static readonly string[] Small = ["CatalogueVersions", "TaxTableVersions", "NumberSequences", "AuditHeads"];

    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>For whoever sees all, and for a reseller: the filter of its rows leads to them by the same keys.</summary>
    [Theory]
    [InlineData("Dev operator")]
    [InlineData("Dev reseller:destiny")]
    public Task The_way_of_an_amendment_reads_no_table_from_end_to_end(string by) => ReadsNoWholeTableAsync(async server =>
    {
        var caller = server.As(by);
        await caller.Amendments.PreviewAmendmentAsync(new PreviewAmendmentRequest { ContractedOffer = Steps.MetaCentrex });
        var amendment = await caller.ReadAsync((await caller.CreateQuotableAsync(Steps.MetaCentrex, Steps.Want("SDA_SIMPLE", 2))).Name);
        var order = (await server.Operator.ValidateAsync(await caller.QuoteAsync(amendment))).Order;
        await server.Operator.DeliverAsync((await caller.Orders.GetOrderAsync(new GetOrderRequest { Name = order.Name })).Order);
        await caller.ReadOfferAsync(Steps.MetaCentrex);

        await caller.Amendments.ListAmendmentsAsync(new ListAmendmentsRequest { Parent = "customers/-" });
        await caller.Amendments.ListQuotesAsync(new ListQuotesRequest { Parent = amendment.Name });
        await caller.Orders.ListOrdersAsync(new ListOrdersRequest { Parent = "customers/-" });
        await caller.ContractedOffers.ListContractedOffersAsync(new ListContractedOffersRequest { Parent = "customers/-" });
        await caller.ContractedOffers.ListVersionsAsync(new ListVersionsRequest { Parent = Steps.MetaCentrex });
    });

    [Fact]
    public Task An_import_of_customers_reads_what_it_names() => ReadsNoWholeTableAsync(server => StoreAsync(
        server.Parts.GetRequiredService<CustomerImporter>(), "portal-customers.jsonl", "MétaCentr", "MétaKentr"));

    [Fact]
    public Task An_import_of_contracted_offers_reads_what_it_names() => ReadsNoWholeTableAsync(server => StoreAsync(
        server.Parts.GetRequiredService<ContractedOfferImporter>(), "portal-contracted-offers.jsonl", "Charlotte M.", "Charlotte N."));

    /// <summary>Imports demonstration data that have changed a little.</summary>
    private static async Task StoreAsync<T>(RecordImporter<T> importer, string file, string was, string now) where T : class
    {
        var lines = await File.ReadAllTextAsync(Path.Combine(CheckedJson.Folder, "demonstration", file));
        Assert.Contains(was, lines, StringComparison.Ordinal);
        var changed = lines.Replace(was, now, StringComparison.Ordinal).Split('\n');
        Assert.NotEqual(0, (await importer.StoreAsync(Actor.Command, importer.OfLines(file, changed), null, TestContext.Current.CancellationToken)).Updated);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("destiny")]
    public void What_a_preview_asks_is_found_by_keys_alone(string? seen)
    {
        using var connection = new SqliteConnection($"Data Source={demonstration.File};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var explain = connection.CreateCommand();
        explain.CommandText = "EXPLAIN QUERY PLAN " + OfferReads.Statement;
        explain.Parameters.AddWithValue("@reference", "OC138637");
        explain.Parameters.AddWithValue("@seen", seen is null ? DBNull.Value : seen);
        using var steps = explain.ExecuteReader();
        var plan = new List<string>();
        while (steps.Read())
            plan.Add(steps.GetString(3));
        Assert.Equal(3, plan.Count(p => p.StartsWith("SEARCH ", StringComparison.Ordinal)));
        Assert.DoesNotContain(plan, p => p.StartsWith("SCAN ", StringComparison.Ordinal) && !Small.Any(t => p.StartsWith($"SCAN {t} ", StringComparison.Ordinal)));
    }

    private async Task ReadsNoWholeTableAsync(Func<TestServer, Task> work)
    {
        var database = Path.Combine(folder, "myopenip.db");
        File.Copy(demonstration.File, database);
        var plans = new Plans();
        await using var server = await TestServer.StartAsync(
            database, TestServer.Today, services => services.ConfigureDbContext<StorageContext>(options => options.AddInterceptors(plans)));
        plans.Clear();
        await work(server);
        Assert.NotEqual(0, plans.Read);
        Assert.True(plans.Scans.IsEmpty, string.Join("\n", plans.Scans));
    }

    /// <summary>Asks for the plan of every query that is made.</summary>
    private sealed partial class Plans : DbCommandInterceptor
    {
        private int read;

        public int Read => read;

        /// <summary>The queries that read a whole table, with the tables.</summary>
        public ConcurrentBag<string> Scans { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Explain(command);
            return ValueTask.FromResult(result);
        }

        /// <summary>Forgets what the start has read.</summary>
        public void Clear()
        {
            Scans.Clear();
            read = 0;
        }

        private void Explain(DbCommand command)
        {
            // A page reads its index as far as it goes, and the highest number is the last of one.
            if (!command.CommandText.StartsWith("SELECT", StringComparison.Ordinal)
                || command.CommandText.StartsWith("SELECT MAX", StringComparison.Ordinal)
                || command.CommandText.Contains("LIMIT @", StringComparison.Ordinal))
                return;
            Interlocked.Increment(ref read);
            var tables = Alias().Matches(command.CommandText).ToLookup(m => m.Groups[2].Value, m => m.Groups[1].Value);
            using var explain = command.Connection!.CreateCommand();
            explain.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
            explain.Transaction = command.Transaction;
            foreach (SqliteParameter parameter in command.Parameters)
                explain.Parameters.Add(new SqliteParameter(parameter.ParameterName, parameter.Value));
            using var steps = explain.ExecuteReader();
            while (steps.Read())
                if (Whole().Match(steps.GetString(3)) is { Success: true } step
                    && tables[step.Groups[1].Value + step.Groups[2].Value].Except(Small).ToArray() is { Length: > 0 } whole)
                    Scans.Add($"{string.Join(" or ", whole)}: {steps.GetString(3)} in {command.CommandText}");
        }

        [GeneratedRegex("""
            "(\w+)" AS "(\w+)"
            """)]
        private static partial Regex Alias();

        // A reseller's rows are as good as all.
        [GeneratedRegex("""^SCAN (\w+)|^SEARCH (\w+) .*\(Reseller=\?\)$""")]
        private static partial Regex Whole();
    }
}
