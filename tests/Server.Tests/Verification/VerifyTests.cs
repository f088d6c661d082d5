using Google.Protobuf;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Commands;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Tests.Attachments;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Tests.Verification;

/// <summary>A database that was worked on, stopped, with the file of anchors beside it.</summary>
public sealed class WorkedDatabase(DemonstrationDatabase demonstration) : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
    private int copies;

    internal string Database => Path.Combine(folder, "myopenip.db");

    internal string Output { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        File.Copy(demonstration.File, Database);
        await using (var server = await TestServer.StartAsync(Database, TestServer.Today))
        {
            await WorkAsync(server);

            // Beside the server that runs.
            Output = (await VerifyAsync(Database)).Output;
        }
        SqliteConnection.ClearAllPools();
    }

    /// <summary>Amendments of every kind of end, revised, commented, with files, by operator and reseller; and a site that is corrected.</summary>
    private static async Task WorkAsync(TestServer server)
    {
        var (caller, reseller) = (server.Operator, server.Reseller);
        var delivered = await caller.ValidateAsync(await caller.QuoteAsync(await caller.CreateQuotableAsync(Steps.MetaCentrex, Steps.Want("SDA_SIMPLE", 2))));
        await caller.DeliverAsync(delivered.Order);
        var revised = await reseller.QuoteAsync(await reseller.CreateQuotableAsync(Steps.SipTrunkAtSix, Steps.Want("APPEL_SIMULTANE", 3)));
        var changed = await reseller.Amendments.UpdateAmendmentAsync(Steps.UpdateOf(revised.Amendment, new() { Comment = "Avant Noël" }, "comment"));
        await caller.ValidateAsync(await caller.QuoteAsync(changed.Amendment));
        var draft = await reseller.CreateAsync(Steps.Numbers);
        await reseller.Amendments.CreateCommentAsync(new() { Parent = draft.Name, Text = "À revoir", RequestId = Steps.NewId() });
        await reseller.UploadAsync(draft.Name, "plan.pdf", SampleFiles.Pdf);
        var given = await reseller.CreateAsync(Steps.SipTrunkAtFour);
        await reseller.Amendments.CancelAmendmentAsync(new() { Name = given.Name, Etag = given.Etag, Reason = "Le client renonce", RequestId = Steps.NewId() });
        var customer = (await caller.Customers.GetCustomerAsync(new() { Name = Steps.Customer })).Customer;
        var site = customer.Sites[0];
        site.DisplayName = "Siège";
        await caller.Customers.UpdateSiteAsync(new() { Site = site, Etag = customer.Etag, UpdateMask = new() { Paths = { "display_name" } }, RequestId = Steps.NewId() });
        await caller.Catalog.ImportCatalogAsync(new() { RequestId = Steps.NewId(), Content = ByteString.CopyFrom(await File.ReadAllBytesAsync(Path.Combine(CheckedJson.Folder, "catalogue.json"))) });
    }

    /// <summary>A copy of it, with its anchors.</summary>
    internal string Copy()
    {
        var copy = Path.Combine(folder, $"copy-{Interlocked.Increment(ref copies)}.db");
        File.Copy(Database, copy);
        File.Copy(Database + ".anchors", copy + ".anchors");
        return copy;
    }

    internal static async Task<(bool Holds, string Output)> VerifyAsync(string database)
    {
        await using var output = new StringWriter();
        var holds = await VerifyCommand.RunAsync(StorageSetup.OpenToRead(database), new AnchorFile(database + ".anchors"), output, TestContext.Current.CancellationToken);
        return (holds, output.ToString());
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

/// <summary>What the program wrote holds; whatever is changed past it by SQL is named.</summary>
public sealed class VerifyTests(WorkedDatabase worked, ITestOutputHelper output) : IClassFixture<WorkedDatabase>
{
    private const string Entry = """ "Reseller" = 'destiny' AND "Sequence" = (SELECT MAX("Sequence") - 5 FROM "AuditEntries" WHERE "Reseller" = 'destiny')""";
    private const string Last = """(SELECT MAX("Sequence") FROM "AuditEntries" WHERE "Reseller" = 'destiny')""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Each kind: what is done, by which check it is found, and at what.</summary>
    public static TheoryData<string, string, string, string> Tamperings => new()
    {
        // The audit, column by column.
        { "the reseller of an entry", Of("\"Reseller\" = 'zzz'"), "audit", "audit of destiny" },
        { "the sequence of an entry", Of("\"Sequence\" = 1000000"), "audit", "audit of destiny" },
        { "the instant of an entry", Of("\"At\" = \"At\" + 1"), "audit", "audit of destiny" },
        { "the actor of an entry", Of("\"Actor\" = 'somebody'"), "audit", "audit of destiny" },
        { "the role of an entry", Of("\"Role\" = 'Operator'"), "audit", "audit of destiny" },
        { "the action of an entry", Of("\"Action\" = 'Deliver'"), "audit", "audit of destiny" },
        { "the subject of an entry", Of("\"Subject\" = 'customers/44660'"), "audit", "customers/44660" },
        { "the request of an entry", Of("\"RequestId\" = ''"), "audit", "audit of destiny" },
        { "the digest of a payload", Of("\"PayloadDigest\" = x'00'"), "audit", "audit of destiny" },
        { "the hash of an entry", Of("\"Hash\" = x'01'"), "audit", "audit of destiny" },

        // The audit, as a whole.
        { "an entry dropped", $"DELETE FROM \"AuditEntries\" WHERE {Entry}", "audit", "audit of destiny" },
        { "an entry inserted", $"""INSERT INTO "AuditEntries" ("Reseller", "Sequence", "At", "Actor", "Role", "Action", "Subject", "RequestId", "PayloadDigest", "Hash") SELECT "Reseller", "Sequence" + 1, "At", "Actor", "Role", "Action", "Subject", "RequestId", "PayloadDigest", "Hash" FROM "AuditEntries" WHERE "Reseller" = 'destiny' AND "Sequence" = {Last}""", "audit", "audit of destiny" },
        { "two entries exchanged", """UPDATE "AuditEntries" SET "Sequence" = -1 WHERE "Reseller" = 'destiny' AND "Sequence" = 2; UPDATE "AuditEntries" SET "Sequence" = 2 WHERE "Reseller" = 'destiny' AND "Sequence" = 3; UPDATE "AuditEntries" SET "Sequence" = 3 WHERE "Reseller" = 'destiny' AND "Sequence" = -1""", "audit", "entry 2" },
        { "an entry dropped and those after it numbered anew", """DELETE FROM "AuditEntries" WHERE "Reseller" = 'destiny' AND "Sequence" = 2; UPDATE "AuditEntries" SET "Sequence" = -"Sequence" + 1 WHERE "Reseller" = 'destiny' AND "Sequence" > 2; UPDATE "AuditEntries" SET "Sequence" = -"Sequence" WHERE "Sequence" < 0""", "audit", "entry 2" },
        { "a payload changed", """UPDATE "AuditPayloads" SET "Payload" = REPLACE("Payload", 'Avant Noël', 'Après Noël') WHERE "Payload" LIKE '%Avant Noël%'""", "audit", "amendments/DEV" },
        { "a payload dropped", """DELETE FROM "AuditPayloads" WHERE "Payload" LIKE '%Le client renonce%'""", "audit", "amendments/DEV" },
        { "a payload added", """INSERT INTO "AuditPayloads" ("Reseller", "Sequence", "Payload") VALUES ('destiny', 999999, '{}')""", "audit", "audit of destiny" },
        { "the head moved back", $"""UPDATE "AuditHeads" SET "Sequence" = "Sequence" - 1, "Hash" = (SELECT "Hash" FROM "AuditEntries" WHERE "Reseller" = 'destiny' AND "Sequence" = {Last} - 1) WHERE "Reseller" = 'destiny'""", "audit", "audit of destiny" },
        { "the head dropped", """DELETE FROM "AuditHeads" WHERE "Reseller" = 'destiny'""", "audit", "audit of destiny" },
        { "the end and its head dropped together", $"""DELETE FROM "AuditPayloads" WHERE "Reseller" = 'destiny' AND "Sequence" = {Last}; DELETE FROM "AuditEntries" WHERE "Reseller" = 'destiny' AND "Sequence" = {Last}; UPDATE "AuditHeads" SET "Sequence" = "Sequence" - 1, "Hash" = (SELECT "Hash" FROM "AuditEntries" WHERE "Reseller" = 'destiny' AND "Sequence" = {Last}) WHERE "Reseller" = 'destiny'""", "audit", "was written down" },
        { "a whole chain dropped", """DELETE FROM "AuditPayloads" WHERE "Reseller" = 'destiny'; DELETE FROM "AuditEntries" WHERE "Reseller" = 'destiny'; DELETE FROM "AuditHeads" WHERE "Reseller" = 'destiny'""", "audit", "audit of destiny" },

        // What the audit tells of.
        { "the amount of an order", """UPDATE "Orders" SET "Charges" = REPLACE("Charges", '"net":"', '"net":"1') WHERE "State" = 'Created'""", "amounts", "orders/COM" },
        { "the amount of an order, seen in its row", """UPDATE "Orders" SET "Charges" = REPLACE("Charges", '"net":"', '"net":"1') WHERE "State" = 'Created'""", "rows", "COM" },
        { "the amount of a delivered order", """UPDATE "Orders" SET "Charges" = REPLACE("Charges", '"quantity":2', '"quantity":3') WHERE "State" = 'Delivered'""", "amounts", "orders/COM" },
        { "a second open amendment", """DROP INDEX "IX_Amendments_OneOpenPerOffer"; UPDATE "Amendments" SET "OfferReference" = 'OC94529' WHERE "State" = 'Accepted'""", "amendments", "amendments/DEV" },
        { "an index that refuses a second", """DROP INDEX "IX_Amendments_OneOpenPerOffer" """, "schema", "IX_Amendments_OneOpenPerOffer" },
        { "the state of an amendment", """UPDATE "Amendments" SET "State" = 'Completed' WHERE "State" = 'Accepted'""", "histories", "amendments/DEV" },
        { "the state of an order", """UPDATE "Orders" SET "State" = 'Provisioning' WHERE "State" = 'Created'""", "histories", "orders/COM" },
        { "a step of a history dropped", """DELETE FROM "StateChanges" WHERE "To" = 'Quoted'""", "histories", "amendments/DEV" },
        { "the reason of a step", """UPDATE "StateChanges" SET "Reason" = 'Par erreur' WHERE "Reason" = 'Le client renonce'""", "histories", "amendments/DEV" },
        { "the actor of a step", """UPDATE "StateChanges" SET "Actor" = 'operator' WHERE "Action" = 'Cancel'""", "histories", "amendments/DEV" },
        { "a step that is nobody's", """UPDATE "StateChanges" SET "Actor" = '' WHERE "Action" = 'Cancel'""", "histories", "amendments/DEV" },
        { "the instant of a step", """UPDATE "StateChanges" SET "At" = "At" + 1 WHERE "Action" = 'Cancel'""", "histories", "amendments/DEV" },
        { "the instant of a step, before the one before it", """UPDATE "StateChanges" SET "At" = 1 WHERE "Action" = 'Cancel'""", "histories", "before the one before it" },
        { "the request of a step", """UPDATE "StateChanges" SET "RequestId" = 'x' WHERE "Action" = 'Cancel'""", "histories", "amendments/DEV" },
        { "the number of a step", """UPDATE "StateChanges" SET "Sequence" = 9 WHERE "Action" = 'Cancel'""", "histories", "amendments/DEV" },
        { "the number of a revision", """UPDATE "Quotes" SET "Revision" = 3 WHERE "Revision" = 2""", "amendments", "amendments/DEV" },
        { "the instant of a quote", """UPDATE "Quotes" SET "IssuedAt" = "IssuedAt" + 1 WHERE "Revision" = 2""", "rows", "Quotes" },
        { "a step that is none", """UPDATE "StateChanges" SET "Action" = 'Deliver' WHERE "Action" = 'Validate'""", "histories", "amendments/DEV" },
        { "a revision of a quote", """DELETE FROM "QuotePapers" WHERE "Revision" = 1; DELETE FROM "Quotes" WHERE "Revision" = 1""", "amendments", "amendments/DEV" },
        { "the price of a quote", """UPDATE "Quotes" SET "Price" = "Price" || x'00'""", "amounts", "quotes/1" },
        { "the end of a quote", """UPDATE "Quotes" SET "ExpiresAt" = "ExpiresAt" + 864000000000 WHERE "Revision" = 2""", "rows", "Quotes" },
        { "the PDF of a quote and its digest", """UPDATE "QuotePapers" SET ("Pdf", "PdfSha256") = (SELECT "Pdf", "PdfSha256" FROM "QuotePapers" WHERE "Revision" = 2) WHERE "Revision" = 1""", "amounts", "quotes/1" },
        { "the PDF of a quote alone", """UPDATE "QuotePapers" SET "Pdf" = "Pdf" || x'20'""", "amounts", "quotes/1" },
        { "an order dropped", """DELETE FROM "Orders" WHERE "State" = 'Created'""", "amendments", "amendments/DEV" },
        { "a version of a contract dropped", """DELETE FROM "ContractVersions" WHERE "OfferReference" = 'OC138637' AND "Number" = 1""", "contracts", "OC138637" },
        { "the terms of a contract", """UPDATE "ContractVersions" SET "Terms" = "Terms" || x'00' WHERE "OfferReference" = 'OC138637'""", "contracts", "OC138637" },
        { "the order that made a version", """UPDATE "ContractVersions" SET "OrderNumber" = 'COM1' WHERE "OfferReference" = 'OC138637' AND "Number" = 2""", "contracts", "OC138637" },
        { "what lists find of a contract", """UPDATE "HeldProducts" SET "Quantity" = "Quantity" + 1 WHERE "OfferReference" = 'OC138637'""", "contracts", "OC138637" },
        { "the text of a comment", """UPDATE "Comments" SET "Text" = 'Rien à revoir'""", "rows", "Comments" },
        { "the name of a file", """UPDATE "Attachments" SET "FileName" = 'autre.pdf'""", "rows", "Attachments" },
        { "a site that was corrected", """UPDATE "Sites" SET "Name" = 'Ailleurs' WHERE "Name" = 'Siège'""", "rows", "Sites" },
        { "a row that the audit tells of dropped", """DELETE FROM "Comments" """, "rows", "Comments" },
        { "a customer given to another reseller", """UPDATE "Customers" SET "Reseller" = 'sud-connect' WHERE "Id" = 44660""", "resellers", "another reseller's" },
        { "an answer dropped", """DELETE FROM "IdempotencyRecords" WHERE "Method" LIKE '%/IssueQuote'""", "requests", "amendments/DEV" },
        { "an answer invented", """INSERT INTO "IdempotencyRecords" SELECT "Reseller", "Caller", "Method", 'invented', "At", "ContentDigest", "Response", "Subject" FROM "IdempotencyRecords" LIMIT 1""", "requests", "invented" },
    };

    [Fact]
    public async Task What_the_program_wrote_holds_beside_the_server_and_after_it()
    {
        output.WriteLine(worked.Output);
        Assert.EndsWith("The database holds." + Environment.NewLine, worked.Output, StringComparison.Ordinal);
        var (holds, told) = await WorkedDatabase.VerifyAsync(worked.Copy());
        Assert.True(holds, told);
    }

    [Theory]
    [MemberData(nameof(Tamperings))]
    public async Task Whatever_is_changed_by_sql_is_named(string what, string sql, string check, string at)
    {
        var copy = worked.Copy();
        Assert.True(await ExecuteAsync(copy, sql) != 0 || sql.StartsWith("DROP", StringComparison.Ordinal), $"{what}: nothing was changed");
        var (holds, told) = await WorkedDatabase.VerifyAsync(copy);
        output.WriteLine(told);
        Assert.False(holds);
        Assert.Contains(told.Split('\n'), line => line.StartsWith($"{check}: BROKEN at ", StringComparison.Ordinal) && line.Contains(at, StringComparison.Ordinal));
        Assert.Contains("The database does not hold", told, StringComparison.Ordinal);
    }

    /// <summary>Who knows the form can make a chain that follows from itself: what was written down outside is another.</summary>
    [Fact]
    public async Task A_chain_that_is_made_anew_is_not_the_one_that_was_written_down()
    {
        var copy = worked.Copy();
        await using (var context = new StorageContext(new DbContextOptionsBuilder<StorageContext>().UseSqlite($"Data Source={copy};Pooling=False").Options).SeeAs(Actor.Command))
        {
            var before = AuditChain.Beginning;
            foreach (var entry in await context.AuditEntries.Where(e => e.Reseller == "destiny").OrderBy(e => e.Sequence).ToListAsync(Cancellation))
            {
                entry.Actor = entry.Actor.Replace("reseller:", "operator:", StringComparison.Ordinal);
                entry.Hash = before = AuditChain.HashOf(before, entry);
            }
            (await context.AuditHeads.SingleAsync(h => h.Reseller == "destiny", Cancellation)).Hash = before;
            await context.SaveChangesAsync(Cancellation);
        }
        var (_, told) = await WorkedDatabase.VerifyAsync(copy);
        Assert.Contains("audit: BROKEN at ", told, StringComparison.Ordinal);
        Assert.Contains("its hash is not the one that was written down", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_says_0_when_the_database_holds_and_1_when_it_does_not()
    {
        var copy = worked.Copy();
        Assert.Equal((0, "The database holds."), await RunAsync(copy));
        await ExecuteAsync(copy, """UPDATE "AuditEntries" SET "Actor" = 'x' """);
        var (code, last) = await RunAsync(copy);
        Assert.Equal(1, code);
        Assert.StartsWith("The database does not hold", last, StringComparison.Ordinal);

        static async Task<(int, string)> RunAsync(string database)
        {
            await using var output = new StringWriter();
            var code = await CommandTree.InvokeAsync(["verify", "--Database:Path", database], output, output);
            return (code, output.ToString().TrimEnd().Split('\n')[^1].TrimEnd());
        }
    }

    [Fact]
    public async Task Verifying_changes_nothing()
    {
        var copy = worked.Copy();
        var before = await File.ReadAllBytesAsync(copy, Cancellation);
        await WorkedDatabase.VerifyAsync(copy);
        Assert.Equal(before, await File.ReadAllBytesAsync(copy, Cancellation));
    }

    private static string Of(string column) => $"UPDATE \"AuditEntries\" SET {column} WHERE {Entry}";

    internal static async Task<int> ExecuteAsync(string database, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={database};Foreign Keys=False;Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own.
        command.CommandText = sql;
#pragma warning restore CA2100
        return await command.ExecuteNonQueryAsync(Cancellation);
    }
}
