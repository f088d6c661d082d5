using Google.Protobuf.Reflection;
using Grpc.Core;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Tests.Wire;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Tests.Access;

/// <summary>
/// Every method, every field of it that names something of a customer, every kind of caller. Methods and fields are found by
/// the descriptors: a method that has no request in <see cref="House"/> or no row in the table of policies fails here.
/// </summary>
public sealed class AccessMatrixTests(TwoHouses houses, ITestOutputHelper output) : IClassFixture<TwoHouses>
{
    public static TheoryData<string> Callers => ["Dev reseller:destiny", "Dev operator", "Dev internal:billing", "Dev diagnostics:support"];

    private static MethodDescriptor[] Methods => [.. RequestLists.Methods];

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task A_caller_reaches_its_own_by_the_methods_of_its_role_and_by_no_other(string by)
    {
        var role = Role(by);
        foreach (var method in Methods)
        {
            var outcome = await AnyCall.OfAsync(houses.As(by), method, houses.Own.RequestOf(method));
            var roles = MethodPolicies.Of($"/{method.Service.FullName}/{method.Name}").Roles;
            var (code, allowed) = roles.Contains(role)
                ? (StatusCode.OK, "")
                : (StatusCode.PermissionDenied, string.Join(',', roles.Select(StateFaults.NameOf)));
            Assert.True((outcome.Code, outcome.AllowedRoles) == (code, allowed), $"{by} {method.FullName}: {outcome}");
        }
    }

    [Fact]
    public async Task Who_has_no_credentials_reaches_nothing()
    {
        foreach (var method in Methods)
        {
            var outcome = await AnyCall.OfAsync(houses.As("Bearer nobody"), method, houses.Own.RequestOf(method));
            Assert.True(outcome.Code is StatusCode.Unauthenticated, $"{method.FullName}: {outcome}");
            Assert.Equal(await AnyCall.OfAsync(houses.As("Bearer nobody"), method, method.InputType.Parser.ParseFrom([])), outcome);
        }
    }

    /// <summary>Another reseller, whatever it may call, learns of nothing here: neither that it is, nor that it is not.</summary>
    [Fact]
    public async Task What_is_anothers_and_what_is_absent_are_answered_alike_in_every_field_of_every_method()
    {
        var leaks = await Matrix.LeaksAsync(houses.Server, "Dev reseller:sud-connect", houses.Own, houses.Other);
        Assert.True(leaks.Count == 0, string.Join('\n', leaks));
        output.WriteLine($"{Methods.Length} methods, {NameFields.All.Count()} fields, {Matrix.Cells} cells");
        Assert.Equal(Methods.Length, Methods.Select(m => $"/{m.Service.FullName}/{m.Name}").Intersect(MethodPolicies.Methods).Count());
    }

    [Theory]
    [InlineData("Dev diagnostics:support")]
    [InlineData("Dev internal:billing")]
    [InlineData("Bearer nobody")]
    public async Task A_role_that_may_not_call_a_method_learns_nothing_by_it(string by)
    {
        foreach (var (method, path) in NameFields.All)
        {
            if (by.StartsWith("Dev", StringComparison.Ordinal) && MethodPolicies.Of($"/{method.Service.FullName}/{method.Name}").Roles.Contains(Role(by)))
                continue;
            foreach (var (real, absent) in Matrix.Names(path[^1], houses.Own, houses.Other))
                Assert.Equal(
                    await AnyCall.OfAsync(houses.As(by), method, NameFields.With(houses.Own.RequestOf(method), path, real), real),
                    await AnyCall.OfAsync(houses.As(by), method, NameFields.With(houses.Own.RequestOf(method), path, absent), absent));
        }
    }

    /// <summary>The saboteur: contexts that see for the service whoever asks. The matrix must find it, in every method that a reseller may call.</summary>
    [Fact]
    public async Task Without_the_filter_of_the_contexts_the_matrix_turns_red()
    {
        await using var server = await houses.SabotagedAsync();
        var leaking = (await Matrix.LeaksAsync(server, "Dev reseller:sud-connect", houses.Own, houses.Other)).Select(l => l.Split(' ')[0]).Distinct().ToArray();
        var open = NameFields.All.Select(f => f.Method).Distinct()
            .Where(m => MethodPolicies.Of($"/{m.Service.FullName}/{m.Name}").Roles.Contains(ActorRole.Reseller)).Select(m => m.Name);
        Assert.Equal([.. open.Order(StringComparer.Ordinal)], leaking.Order(StringComparer.Ordinal));
    }

    private static ActorRole Role(string by) => by.Split(' ', ':')[1] switch
    {
        "operator" => ActorRole.Operator,
        "reseller" => ActorRole.Reseller,
        "internal" => ActorRole.InternalSystem,
        "diagnostics" => ActorRole.Diagnostics,
        _ => throw new ArgumentOutOfRangeException(nameof(by), by, "A caller of no role."),
    };
}
