using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Tests.Outbox;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.Server.Tests.Verification;

namespace MyOpenIP.Server.Tests.Signing.Sealing;

/// <summary>A database with an acceptance that was sealed and time-stamped, stopped.</summary>
public sealed class SealedDatabase(DemonstrationDatabase demonstration) : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
    private int copies;

    private string Database => Path.Combine(folder, "sealed.db");

    public async ValueTask InitializeAsync()
    {
        using var authority = new StampingAuthority(folder);
        File.Copy(demonstration.File, Database);
        await using (var server = await TestServer.StartAsync(Database, TestServer.Today, settings: authority.Settings))
        {
            var quoted = await server.Operator.QuoteAsync(await server.Operator.CreateQuotableAsync(Steps.MetaCentrex, Steps.Want("SDA_SIMPLE", 2)));
            await server.Operator.ValidateAsync(quoted);
            await OutboxServer.UntilAsync(
                async () =>
                {
                    await using var storage = server.OpenStorage();
                    return await storage.SignatureSeals.AnyAsync();
                },
                () => "there is no seal");
        }
        SqliteConnection.ClearAllPools();
    }

    /// <summary>What verifying says of a copy that was changed.</summary>
    internal async Task<(bool Holds, string Told)> VerifyAsync(string sql)
    {
        var copy = Path.Combine(folder, $"copy-{Interlocked.Increment(ref copies)}.db");
        foreach (var ending in (string[])["", ".anchors"])
            File.Copy(Database + ending, copy + ending);
        if (sql.Length > 0)
            Assert.NotEqual(0, await VerifyTests.ExecuteAsync(copy, sql));
        return await WorkedDatabase.VerifyAsync(copy);
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

/// <summary>Whatever is changed of evidence, certificate, seal and time stamp past the program is named.</summary>
public sealed class SealedDatabaseTests(SealedDatabase database) : IClassFixture<SealedDatabase>
{
    [Fact]
    public async Task What_was_sealed_holds()
    {
        var (holds, told) = await database.VerifyAsync("");
        Assert.True(holds, told);
        Assert.Contains("evidence: 2 files hold", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""UPDATE "SignatureEvidences" SET "Json" = "Json" || x'20'""", "not what its digests say")]
    [InlineData("""UPDATE "SignatureEvidences" SET "Pdf" = "Pdf" || x'20'""", "not what its digests say")]
    [InlineData("""UPDATE "SignatureEvidences" SET "Certificate" = "Certificate" || x'20'""", "not what its digests say")]
    [InlineData("""UPDATE "SignatureEvidences" SET "Certificate" = "Pdf", "CertificateSha256" = "PdfSha256", "Pdf" = "Certificate", "PdfSha256" = 'x'""", "not what its digests say")]
    [InlineData("""UPDATE "SignatureEvidences" SET ("Certificate", "CertificateSha256") = (SELECT "Pdf", "PdfSha256" FROM "QuotePapers")""", "not what the audit was told")]
    [InlineData("""UPDATE "SignatureEvidences" SET "Certificate" = x'', "CertificateSha256" = ''""", "not what the audit was told")]
    [InlineData("""UPDATE "SignatureEvidences" SET "MadeAt" = "MadeAt" + 1""", "of another instant")]
    [InlineData("""DELETE FROM "SignatureEvidences" """, "it is not there")]
    [InlineData("""UPDATE "SignatureSeals" SET "SealedPdf" = "SealedPdf" || x'20'""", "of its seal: it is not what its digests say")]
    [InlineData("""UPDATE "SignatureSeals" SET ("SealedPdf", "SealedSha256") = (SELECT "Pdf", "PdfSha256" FROM "QuotePapers")""", "of its seal: it is not what the audit was told")]
    [InlineData("""UPDATE "SignatureSeals" SET "Timestamp" = x'00'""", "of its seal: it is not what its digests say")]
    [InlineData("""UPDATE "SignatureSeals" SET "Timestamp" = x'', "TimestampSha256" = ''""", "of its seal: it is not what the audit was told")]
    [InlineData("""DELETE FROM "SignatureSeals" """, "its seal is not there")]
    [InlineData("""INSERT INTO "SignatureSeals" ("Reseller", "AmendmentNumber", "Revision", "MadeAt", "SealedPdf", "SealedSha256", "Timestamp", "TimestampSha256") SELECT "Reseller", "AmendmentNumber", 2, "MadeAt", "SealedPdf", "SealedSha256", "Timestamp", "TimestampSha256" FROM "SignatureSeals" """, "the audit was not told of")]
    public async Task Whatever_is_changed_of_it_is_named(string sql, string what)
    {
        var (holds, told) = await database.VerifyAsync(sql);
        Assert.False(holds);
        Assert.Contains(told.Split('\n'), line => line.StartsWith("evidence: BROKEN at ", StringComparison.Ordinal) && line.Contains(what, StringComparison.Ordinal));
    }
}
