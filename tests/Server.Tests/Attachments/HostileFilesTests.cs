using System.Diagnostics;
using Grpc.Core;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server.Attachments;
using MyOpenIP.Server.Files;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Attachments;

/// <summary>Files that mean harm: accepted is what is allowed, nothing of it runs, and what is read back is harmless by its name.</summary>
public sealed class HostileFilesTests(DemonstrationDatabase demonstration) : IAsyncLifetime
{
    /// <summary>Characters of a path, those that Windows does not take, and those that turn what is read around.</summary>
    private static readonly System.Buffers.SearchValues<char> Harmful =
        System.Buffers.SearchValues.Create("/\\:*?\"<>|\0\r\n\t\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200e\u200f");

    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
    private TestServer? server;
    private Amendment draft = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var database = Path.Combine(folder, "myopenip.db");
        File.Copy(demonstration.File, database);
        server = await TestServer.StartAsync(database, TestServer.Today, services => services.AddSingleton(new AttachmentLimits { Count = 1000, Kept = 1000 }));
        draft = await server.Reseller.CreateAsync(Steps.Numbers);
    }

    public async ValueTask DisposeAsync()
    {
        await server!.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_is_not_allowed_is_refused_whatever_it_is_called_and_leaves_nothing()
    {
        var refused = HostileFiles.Refused.ToArray();
        Assert.InRange(HostileFiles.Contents.Count(), 100, 1000);
        Assert.InRange(refused.Length, 200, 2000);
        var accepted = new List<string>();
        foreach (var (name, content) in refused)
            if (await OutcomeAsync(name, content) is not ("content", "NO_KNOWN_FILE") and var other)
                accepted.Add($"{name}: {other}");
        Assert.True(accepted.Count == 0, string.Join('\n', accepted));
        await AssertNothingIsKeptAsync();
    }

    [Fact]
    public async Task What_is_allowed_is_refused_under_an_ending_of_something_else()
    {
        foreach (var (name, content) in HostileFiles.Misnamed)
            Assert.Equal(("file_name", name.EndsWith('.') ? "NO_FILE_NAME" : "WRONG_ENDING"), await OutcomeAsync(name, content));
        await AssertNothingIsKeptAsync();
    }

    [Fact]
    public async Task A_name_that_does_more_than_name_a_file_is_refused()
    {
        var names = HostileFiles.Names.ToArray();
        Assert.InRange(names.Length, 60, 1000);
        foreach (var name in names)
            Assert.True(await OutcomeAsync(name, SampleFiles.Text) is ("file_name", _), name);
        await AssertNothingIsKeptAsync();
    }

    [Fact]
    public async Task What_is_let_in_is_one_of_the_allowed_kinds_and_can_be_saved_under_its_name_on_any_system()
    {
        var types = FileKind.All.SelectMany(k => k.Endings).ToDictionary(e => e.Ending, e => e.MediaType);
        var saved = Directory.CreateDirectory(Path.Combine(folder, "saved")).FullName;
        foreach (var (name, content) in HostileFiles.Harmless.Concat(SampleFiles.All.Select(f => (f.Name, f.Content))))
        {
            var attached = (await server!.Reseller.UploadAsync(draft.Name, name, content)).Attachment;
            var (read, bytes) = await server.Reseller.DownloadAsync(attached.Name);
            Assert.Equal(content, bytes);
            Assert.Equal((name, types[Path.GetExtension(name).ToLowerInvariant()]), (read.FileName, read.MediaType));

            // Saved as a client would: one file, of that name, in that folder.
            await File.WriteAllBytesAsync(Path.Combine(saved, read.FileName), bytes, Cancellation);
            Assert.Equal([read.FileName], Directory.EnumerateFileSystemEntries(saved, "*", SearchOption.AllDirectories).Select(Path.GetFileName));
            Assert.Equal(-1, read.FileName.AsSpan().IndexOfAny(Harmful));
            File.Delete(Path.Combine(saved, read.FileName));
        }
        Assert.Equal(["myopenip.db", "saved", "uploads"], Directory.EnumerateFileSystemEntries(folder).Select(e => Path.GetFileName(e)!).Where(e => !e.Contains('-', StringComparison.Ordinal) && e is not "keys").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_look_at_a_file_takes_long_or_unpacks_it()
    {
        foreach (var (what, content) in HostileFiles.Contents)
        {
            var (start, before) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
            Assert.True(FileSniff.KindOf(new MemoryStream(content)) is null, what);
            var (taken, allocated) = (Stopwatch.GetElapsedTime(start), GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.True(taken < TimeSpan.FromSeconds(1) && allocated < 4 * 1024 * 1024, $"{what}: {taken}, {allocated} bytes");
        }
    }

    private async Task<(string Field, string Rule)> OutcomeAsync(string name, byte[] content)
    {
        try
        {
            await server!.Reseller.UploadAsync(draft.Name, name, content);
            return ("", "accepted");
        }
        catch (RpcException)
        {
            return (await Refusal.OfAsync(server!.Reseller.UploadAsync(draft.Name, name, content), StatusCode.InvalidArgument, "INVALID_ARGUMENT")).Rule;
        }
    }

    private async Task AssertNothingIsKeptAsync()
    {
        await using var storage = server!.OpenStorage();
        Assert.False(await storage.Attachments.AnyAsync(Cancellation) || await storage.StoredContents.AnyAsync(c => c.Reseller != "", Cancellation));
        var uploads = new DirectoryInfo(Path.Combine(folder, "uploads"));
        Assert.True(!uploads.Exists || uploads.GetFileSystemInfos().Length == 0);
    }
}
