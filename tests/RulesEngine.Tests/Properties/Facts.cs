namespace MyOpenIP.RulesEngine.Tests.Properties;

// Small ranges of values, so that joins meet.
internal interface IMarked;

internal abstract record Fact(string Path, int X, string? Y, int? N, int Depth);

internal sealed record A(string Path, int X, string? Y, int? N) : Fact(Path, X, Y, N, 0);

internal record B(string Path, int X, string? Y, int? N) : Fact(Path, X, Y, N, 0);

internal sealed record MarkedB(string Path, int X, string? Y, int? N) : B(Path, X, Y, N), IMarked;

// What the first, second and third rule yield.
internal sealed record Derived0(string Path, int X, string? Y, int? N, int Depth) : Fact(Path, X, Y, N, Depth);

internal sealed record Derived1(string Path, int X, string? Y, int? N, int Depth) : Fact(Path, X, Y, N, Depth), IMarked;

internal sealed record Derived2(string Path, int X, string? Y, int? N, int Depth) : Fact(Path, X, Y, N, Depth);
