using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Commands;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Tests.Storage;

namespace MyOpenIP.Server.Tests.Data;

/// <summary>The command that copies a database that is in use.</summary>
public sealed class BackupCommandTests : IAsyncLifetime
{
    private readonly TemporaryDatabase database = new();

    private string Source => database.File;

    private string Target => Path.Combine(database.Folder, "copies", "today");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => database.InitializeAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task It_copies_what_is_committed_and_not_what_is_under_way()
    {
        await database.Writer.WriteAsync((context, _) => Task.FromResult(context.Add(Samples.Customer())), Cancellation);
        var keys = Directory.CreateDirectory(Path.Combine(database.Folder, "keys"));
        await File.WriteAllTextAsync(Path.Combine(keys.FullName, "key-1.xml"), "<key/>", Cancellation);

        await using var underWay = database.Open();
        await using var transaction = await underWay.Database.BeginTransactionAsync(Cancellation);
        await underWay.Customers.ExecuteUpdateAsync(c => c.SetProperty(x => x.Account, "not committed"), Cancellation);

        var (code, output) = await RunAsync();
        Assert.True(code == 0, output);
        Assert.Contains("1 keys; the copy is whole.", output, StringComparison.Ordinal);
        Assert.Equal("<key/>", await File.ReadAllTextAsync(Path.Combine(Target, "keys", "key-1.xml"), Cancellation));
        Assert.Equal([Path.GetFileName(Source), "keys"], Directory.EnumerateFileSystemEntries(Target).Select(Path.GetFileName).Order(StringComparer.Ordinal).Reverse());
        await using var copy = StorageSetup.OpenToRead(Path.Combine(Target, Path.GetFileName(Source)));
        Assert.Equal(Samples.Customer().Account, (await copy.Customers.SingleAsync(Cancellation)).Account);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Target));
    }

    [Fact]
    public async Task A_folder_that_is_there_already_is_left_alone()
    {
        Directory.CreateDirectory(Target);
        var refusal = await Assert.ThrowsAsync<StartRefusedException>(RunAsync);
        Assert.Equal($"{Target} is there already: name a folder that is not.", refusal.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Target));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_not_backed_up()
    {
        var other = Path.Combine(database.Folder, "other.db");
        await File.WriteAllTextAsync(other, new string('x', 8_192), Cancellation);
        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => RunAsync(other));
        Assert.StartsWith($"Nothing is backed up. {other} is no database, or a corrupt one", refusal.Message, StringComparison.Ordinal);
        Assert.False(Path.Exists(Target));
    }

    private Task<(int Code, string Output)> RunAsync() => RunAsync(Source);

    private async Task<(int Code, string Output)> RunAsync(string source)
    {
        await using var output = new StringWriter();
        var code = await new RootCommand { BackupCommand.Create(_ => source, output) }
            .Parse(["backup", Target]).InvokeAsync(new() { EnableDefaultExceptionHandler = false }, Cancellation);
        return (code, output.ToString());
    }
}
