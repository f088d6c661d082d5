namespace MyOpenIP.EndToEnd.Tests;

public sealed class ClientSamplesTests
{
    [Fact]
    public async Task The_sample_client_starts_its_own_server_and_shows_the_recap_of_SIP_Trunk_Touch()
    {
        var (exitCode, output) = await Shell.RunAsync("dotnet run --no-build --project src/ClientSamples");
        Assert.True(exitCode == 0, output);
        var words = output.Replace('\u00a0', ' ');
        Assert.Contains("Appel(s) simu(s) SIP", words, StringComparison.Ordinal);
        Assert.Contains("9,00 €/mois", words, StringComparison.Ordinal);
        Assert.Contains("1,80 €/mois", words, StringComparison.Ordinal);
        Assert.Contains("10,80 €/mois", words, StringComparison.Ordinal);

        // Both routes: the operator validates, and the customer of a reseller signs by the link of its mail.
        Assert.Contains("13b. Validate on behalf of the customer", words, StringComparison.Ordinal);
        Assert.Contains("Devis DEV 000050765/1 à signer", words, StringComparison.Ordinal);
        Assert.Contains("\"way\": \"SIGNATURE\"", words, StringComparison.Ordinal);
        Assert.Contains("\"way\": \"ATTESTATION\"", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_argument_is_answered_with_the_usage()
    {
        var (exitCode, output) = await Shell.RunAsync("dotnet run --no-build --project src/ClientSamples -- --sever http://127.0.0.1:1");
        Assert.Equal(2, exitCode);
        Assert.Contains("--server", output, StringComparison.Ordinal);
    }
}
