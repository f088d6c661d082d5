using System.Text.Json;
using Grpc.Core;
using MyOpenIP.Server.Tests.Security.Persons;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.Server.Tests.Verification;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Signing;

/// <summary>What is kept of an acceptance: what, who, how and when, with the digests of what was accepted.</summary>
public sealed class EvidenceTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task A_signature_and_a_validation_leave_evidence_that_names_the_pdf_and_is_told_to_the_audit()
    {
        var asked = await Asked.OfAsync(fixture, 81);
        using var browser = new Browser(fixture.Server.Http);
        await asked.SignAsync(browser, await asked.LinkAsync());
        var signed = await ReadAsync(asked.Quoted.Quote.Name);
        Assert.Equal(("SIGNATURE", "Claire Dubois", "Gérante"), (Text(signed, "way"), Text(signed.GetProperty("signer"), "name"), Text(signed.GetProperty("signer"), "capacity")));
        Assert.Equal("SIGNED", Text(signed.GetProperty("events").EnumerateArray().Last(), "what"));
        Assert.Equal((await asked.ReadAsync()).Quote, Text(signed, "quote"));

        var validation = Steps.ValidationOf(await fixture.Server.Operator.QuoteAsync(await fixture.Server.Operator.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 82))));
        validation.Comment = "Bon de commande reçu par courrier";
        var validated = await fixture.Server.Operator.Amendments.ValidateAsync(validation, cancellationToken: TestContext.Current.CancellationToken);
        var attested = await ReadAsync($"{validated.Amendment.Name}/quotes/1");
        Assert.Equal(("ATTESTATION", "Valider le devis pour le compte du client", validation.Comment), (Text(attested, "way"), Text(attested, "attestation"), Text(attested, "reason")));
        Assert.Equal(64, Text(attested, "quoteSha256").Length);

        var (holds, told) = await WorkedDatabase.VerifyAsync(fixture.Database);
        Assert.True(holds, told);
        Assert.Contains("evidence: 2 files hold", told, StringComparison.Ordinal);
    }

    private async Task<JsonElement> ReadAsync(string quote)
    {
        var pdf = await DownloadAsync(quote, EvidenceFormat.Unspecified);
        Assert.Equal("%PDF"u8, pdf.AsSpan(0, 4));
        return JsonDocument.Parse(await DownloadAsync(quote, EvidenceFormat.Json)).RootElement;
    }

    private async Task<byte[]> DownloadAsync(string quote, EvidenceFormat format)
    {
        using var call = fixture.Server.Reseller.Amendments.DownloadEvidence(new DownloadEvidenceRequest { Name = quote, Format = format });
        var content = new MemoryStream();
        var sha256 = "";
        await foreach (var part in call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken))
            if (part.File is { } file)
                sha256 = file.Sha256;
            else
                part.Content.WriteTo(content);
        Assert.Equal(sha256, Sha256Hex.Of(content.ToArray()));
        return content.ToArray();
    }

    private static string Text(JsonElement holder, string name) => holder.GetProperty(name).GetString()!;
}
