using System.Globalization;
using System.Security.Cryptography.Pkcs;
using System.Text;
using System.Text.RegularExpressions;
using Grpc.Core;
using MyOpenIP.Server.Outbox;
using MyOpenIP.Server.Tests.Outbox;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Signing.Sealing;

/// <summary>The seal and the time stamps, made with an authority of the tests' own and read back by openssl and pdfsig.</summary>
public sealed partial class SealTests(DemonstrationDatabase demonstration) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sealed_copy_begins_with_the_accepted_bytes_and_others_verify_its_seal_and_its_time_stamps()
    {
        using var authority = new StampingAuthority(folder);
        await using var made = await OutboxServer.StartAsync(demonstration, _ => { }, authority.Settings);
        var quoted = await AcceptAsync(made);
        await SealedAsync(made, quoted);
        var (name, clients) = (quoted.Quote.Name, made.Server.Reseller);
        var (quote, seal) = (await clients.QuotePdfAsync(name), await clients.EvidenceAsync(name, EvidenceFormat.SealedQuote));
        Assert.Equal(quote, seal[..quote.Length]);
        var verified = await made.Server.As("Dev reseller:sud-connect").VerifyAsync(seal);
        Assert.Equal((VerifiedFileKind.SealedQuote, 0L, VerifiedQuoteState.Validated), (verified!.Kind, verified.AppendedBytes, verified.State));

        // The seal is over all but its own place, and openssl knows whose it is.
        var file = authority.At("sealed.pdf");
        await File.WriteAllBytesAsync(file, seal, Cancellation);
        var text = Encoding.Latin1.GetString(seal);
        var range = Range().Match(text).Groups.Values.Skip(1).Select(g => int.Parse(g.Value, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(seal.Length, range[1] + range[2]);
        await File.WriteAllBytesAsync(authority.At("covered"), [.. seal[..range[0]], .. seal[range[1]..]], Cancellation);
        var cms = Convert.FromHexString(text[(range[0] + 1)..(range[1] - 1)]);
        await File.WriteAllBytesAsync(authority.At("seal.der"), cms, Cancellation);
        await PassesAsync("openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", authority.At("seal.der"), "-content", authority.At("covered"), "-CAfile", authority.Roots, "-purpose", "any", "-out", "/dev/null");
        var shown = await PassesAsync("openssl", "cms", "-cmsout", "-print", "-inform", "DER", "-in", authority.At("seal.der"));
        Assert.All(["id-smime-aa-signingCertificateV2", "messageDigest", "contentType", "id-smime-aa-timeStampToken"], part => Assert.Contains(part, shown, StringComparison.Ordinal));
        Assert.DoesNotContain("signingTime", shown[..shown.IndexOf("unsignedAttrs", StringComparison.Ordinal)], StringComparison.Ordinal);

        // Its time stamp is over the signature.
        var read = new SignedCms();
        read.Decode(cms);
        var token = read.SignerInfos[0].UnsignedAttributes.Cast<System.Security.Cryptography.CryptographicAttributeObject>().Single(a => a.Oid.Value == "1.2.840.113549.1.9.16.2.14").Values[0].RawData;
        await File.WriteAllBytesAsync(authority.At("signature.tst"), token, Cancellation);
        await File.WriteAllBytesAsync(authority.At("signature"), read.SignerInfos[0].GetSignature(), Cancellation);
        await PassesAsync("openssl", "ts", "-verify", "-token_in", "-in", authority.At("signature.tst"), "-data", authority.At("signature"), "-CAfile", authority.Roots);

        // The other one is over the evidence.
        await File.WriteAllBytesAsync(authority.At("evidence.tst"), await clients.EvidenceAsync(name, EvidenceFormat.Timestamp), Cancellation);
        await File.WriteAllBytesAsync(authority.At("evidence.json"), await clients.EvidenceAsync(name, EvidenceFormat.Json), Cancellation);
        await PassesAsync("openssl", "ts", "-verify", "-token_in", "-in", authority.At("evidence.tst"), "-data", authority.At("evidence.json"), "-CAfile", authority.Roots);

        var told = (await StampingAuthority.RunAsync("pdfsig", "-nocert", file)).Output;
        Assert.All(["Signature is Valid", "ETSI.CAdES.detached", "Total document signed"], part => Assert.Contains(part, told, StringComparison.Ordinal));
        await PassesAsync("qpdf", "--check", file);

        // One byte of it changed is seen.
        seal[200] ^= 1;
        await File.WriteAllBytesAsync(file, seal, Cancellation);
        Assert.DoesNotContain("Signature is Valid", (await StampingAuthority.RunAsync("pdfsig", "-nocert", file)).Output, StringComparison.Ordinal);
        Assert.Null(await clients.VerifyAsync(seal));
    }

    [Fact]
    public async Task An_authority_that_fails_is_asked_again_and_nobody_who_accepts_waits_for_it()
    {
        using var authority = new StampingAuthority(folder);
        using var other = new StampingAuthority(folder, "other");
        authority.Instead = n => n switch { 1 => (503, []), 2 => (200, [1, 2, 3]), 3 => (200, new byte[100_000]), _ => null };
        await using var made = await OutboxServer.StartAsync(demonstration, _ => { }, [.. authority.Settings, "--Outbox:RetrySeconds", "1"]);
        var quoted = await AcceptAsync(made);
        var sought = await Assert.ThrowsAsync<RpcException>(() => made.Server.Reseller.EvidenceAsync(quoted.Quote.Name, EvidenceFormat.SealedQuote));
        Assert.Equal(StatusCode.NotFound, sought.StatusCode);
        var row = await SealedAsync(made, quoted);
        Assert.Equal(4, row.Attempts);
        Assert.NotEmpty(await made.Server.Reseller.EvidenceAsync(quoted.Quote.Name, EvidenceFormat.SealedQuote));

        // A time stamp of somebody for whom nobody vouches is none.
        await using var strict = await OutboxServer.StartAsync(
            demonstration, _ => { }, [.. authority.Settings[..^1], other.Roots, "--Outbox:RetrySeconds", "1"]);
        var refused = await AcceptAsync(strict);
        var waiting = await strict.BecomesInTimeAsync(KeyOf(refused), r => r.Attempts > 1 && r.Fault.Length > 0);
        Assert.Equal(OutboxState.Pending, waiting.State);
        Assert.Contains("vouches", waiting.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_means_alone_does_its_own_part()
    {
        using var authority = new StampingAuthority(folder);
        await using var sealing = await OutboxServer.StartAsync(demonstration, _ => { }, authority.Settings[..4]);
        var quoted = await AcceptAsync(sealing);
        await SealedAsync(sealing, quoted);
        Assert.NotEmpty(await sealing.Server.Reseller.EvidenceAsync(quoted.Quote.Name, EvidenceFormat.SealedQuote));
        await Assert.ThrowsAsync<RpcException>(() => sealing.Server.Reseller.EvidenceAsync(quoted.Quote.Name, EvidenceFormat.Timestamp));
        Assert.Equal(0, authority.Asked);
    }

    [Theory]
    [InlineData("go together", "--Seal:Authority", "http://127.0.0.1:9/")]
    [InlineData("cannot be read as PKCS#12", "--Seal:Certificate", "/nowhere/seal.p12")]
    [InlineData("--Seal:PasswordFile is \"/nowhere/password\", which cannot be read", "--Seal:Certificate", "/nowhere/seal.p12", "--Seal:PasswordFile", "/nowhere/password")]
    [InlineData("cannot be read as certificates", "--Seal:Authority", "http://127.0.0.1:9/", "--Seal:AuthorityRoots", "/nowhere/root.crt")]
    public async Task A_server_that_could_not_seal_as_it_is_set_up_does_not_start(string told, params string[] settings)
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => OutboxServer.StartAsync(demonstration, _ => { }, settings));
        Assert.Contains(told, refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task<IssueQuoteResponse> AcceptAsync(OutboxServer made)
    {
        var quoted = await made.Server.Operator.QuoteAsync(await made.Server.Operator.CreateQuotableAsync(Steps.MetaCentrex, Steps.Want("SDA_SIMPLE", 2)));
        await made.Server.Operator.ValidateAsync(quoted);
        return quoted;
    }

    private static Task<OutboxRow> SealedAsync(OutboxServer made, IssueQuoteResponse quoted) => made.BecomesInTimeAsync(KeyOf(quoted), r => r.State == OutboxState.Sent);

    private static string KeyOf(IssueQuoteResponse quoted) => $"{quoted.Quote.Number}/{quoted.Quote.Revision}";

    private static async Task<string> PassesAsync(string program, params string[] arguments)
    {
        var (code, output) = await StampingAuthority.RunAsync(program, arguments);
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)}: {output}");
        return output;
    }

    [GeneratedRegex(@"/ByteRange\[0 (\d{10}) (\d{10}) (\d{10})\]")]
    private static partial Regex Range();
}
