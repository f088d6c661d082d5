using System.Data.Common;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Reflection.V1;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server.Storage;
using MyOpenIP.V1;
using AmendmentState = MyOpenIP.V1.AmendmentState;

namespace MyOpenIP.Server.Tests.Services;

public sealed class HostTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Health_is_told_over_grpc_and_over_http()
    {
        var grpc = await new Health.HealthClient(fixture.Server.Bare).CheckAsync(new HealthCheckRequest(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, grpc.Status);
        using var http = new HttpClient { BaseAddress = fixture.Server.Http };
        Assert.Equal("Healthy", await http.GetStringAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Reflection_lists_the_services_and_knows_the_details_of_errors()
    {
        using var call = new ServerReflection.ServerReflectionClient(fixture.Server.Bare).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new ServerReflectionRequest { ListServices = "" }, TestContext.Current.CancellationToken);
        await call.RequestStream.WriteAsync(new ServerReflectionRequest { FileContainingSymbol = "google.rpc.BadRequest" }, TestContext.Current.CancellationToken);
        await call.RequestStream.WriteAsync(new ServerReflectionRequest { FileContainingSymbol = "myopenip.v1.Amendments" }, TestContext.Current.CancellationToken);
        await call.RequestStream.CompleteAsync();
        var answers = await call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Superset(
            new HashSet<string> { "grpc.health.v1.Health", "myopenip.v1.Amendments", "myopenip.v1.Catalog", "myopenip.v1.ContractedOffers", "myopenip.v1.Customers", "myopenip.v1.Orders" },
            answers[0].ListServicesResponse.Service.Select(s => s.Name).ToHashSet());
        Assert.All(answers.Skip(1), a => Assert.NotEmpty(a.FileDescriptorResponse.FileDescriptorProto));
    }

    [Fact]
    public async Task The_older_reflection_answers_too()
    {
        using var call = new Grpc.Reflection.V1Alpha.ServerReflection.ServerReflectionClient(fixture.Server.Bare).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new() { FileContainingSymbol = "google.rpc.BadRequest" }, TestContext.Current.CancellationToken);
        Assert.True(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        Assert.NotEmpty(call.ResponseStream.Current.FileDescriptorResponse.FileDescriptorProto);
        await call.RequestStream.CompleteAsync();
    }

    [Fact]
    public async Task A_bug_is_told_as_internal_with_nothing_of_it()
    {
        var quoted = await fixture.Server.Operator.QuoteAsync(await fixture.Server.Operator.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 90)));
        await using (var storage = fixture.Server.OpenStorage())
            await storage.Database.ExecuteSqlAsync($"UPDATE Quotes SET Price = x'00'", TestContext.Current.CancellationToken);
        var refusal = await Refusal.OfAsync(
            fixture.Server.Operator.Amendments.GetAmendmentAsync(new GetAmendmentRequest { Name = quoted.Amendment.Name }), StatusCode.Internal, "INTERNAL");
        Assert.DoesNotContain("Protobuf", refusal.Status.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(refusal.Info.Metadata);
    }

    [Theory]
    [InlineData(13, StatusCode.Unavailable, "UNAVAILABLE")]
    [InlineData(10, StatusCode.Unavailable, "UNAVAILABLE")]
    [InlineData(5, StatusCode.Unavailable, "UNAVAILABLE")]
    [InlineData(1, StatusCode.Internal, "INTERNAL")]
    [InlineData(0, StatusCode.Aborted, "CONCURRENT_CHANGE")]
    public async Task A_failing_database_is_told_and_stores_nothing(int sqliteError, StatusCode code, string reason)
    {
        var folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
        File.Copy(fixture.Database, Path.Combine(folder, "copy.db"));
        var failure = new FailingCommits(sqliteError);
        await using (var server = await TestServer.StartAsync(
            Path.Combine(folder, "copy.db"), TestServer.Today, services => services.ConfigureDbContext<StorageContext>(o => o.AddInterceptors(failure))))
        {
            var creation = Steps.Creation(Steps.Numbers);
            failure.IsOn = true;
            var refusal = await Refusal.OfAsync(server.Operator.Amendments.CreateAmendmentAsync(creation), code, reason);
            Assert.Equal(code is StatusCode.Unavailable, refusal.Status.GetDetail<Google.Rpc.RetryInfo>() is not null);
            failure.IsOn = false;
            Assert.Equal(AmendmentState.Draft, (await server.Operator.Amendments.CreateAmendmentAsync(creation)).Amendment.State);
        }
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Fails each save as a failing disk, or as another writer that came first (0).</summary>
    private sealed class FailingCommits(int sqliteError) : SaveChangesInterceptor
    {
        public bool IsOn { get; set; }

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => IsOn
                ? throw (sqliteError == 0
                    ? new DbUpdateConcurrencyException("changed by another writer")
                    : new DbUpdateException("failed", (DbException)new SqliteException("failed", sqliteError)))
                : ValueTask.FromResult(result);
    }
}
