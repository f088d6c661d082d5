using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Signing.Sealing;

/// <summary>Keeps what was made of an acceptance after it, once, and tells the audit its digests.</summary>
internal static class KeepSeal
{
    /// <summary>Keeps it; what is there already is left as it is.</summary>
    public static async Task RunAsync(Write write, SignatureSeal seal)
    {
        if (await write.Context.SignatureSeals.AnyAsync(
            s => s.Reseller == seal.Reseller && s.AmendmentNumber == seal.AmendmentNumber && s.Revision == seal.Revision, write.Cancellation))
            return;
        var customer = await write.Context.Amendments.Where(a => a.Reseller == seal.Reseller && a.Number == seal.AmendmentNumber).Select(a => a.CustomerId).SingleAsync(write.Cancellation);
        seal.MadeAt = write.Now;
        write.Append(seal);
        write.Tell(
            seal.Reseller, nameof(KeepSeal), $"{ResourceNames.Quote(customer, seal.AmendmentNumber, seal.Revision)}/evidence",
            new JsonObject { ["sealedSha256"] = seal.SealedSha256, ["timestampSha256"] = seal.TimestampSha256 }.ToJsonString());
    }
}
