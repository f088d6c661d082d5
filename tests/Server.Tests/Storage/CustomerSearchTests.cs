using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Lists;

namespace MyOpenIP.Server.Tests.Storage;

public sealed class CustomerSearchTests : IAsyncLifetime
{
    private readonly TemporaryDatabase database = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await database.Writer.WriteAsync(
            (context, _) =>
            {
                context.AddRange(
                    Samples.Customer(1, "Société Générale d'Été"),
                    Samples.Customer(2, "Cœur de Ville"),
                    Samples.Customer(3, "Straße & Æther \"SA\""),
                    Samples.Customer(4, "ETE 100% net", "other"));
                return Task.CompletedTask;
            },
            Cancellation);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Theory]
    [InlineData("generale", "1")]
    [InlineData("GÉNÉRALE D'ÉT", "1")]
    [InlineData(" été ", "1 4")]
    [InlineData("coeur", "2")]
    [InlineData("œur", "2")]
    [InlineData("strasse", "3")]
    [InlineData("aether", "3")]
    [InlineData("\"sa\"", "3")]
    [InlineData("100%", "4")]
    [InlineData("1_0", "")]
    [InlineData("inconnu", "")]
    [InlineData("OR", "")]
    [InlineData("co", "2")]
    [InlineData("ce", "")]
    [InlineData("é", "4")]
    [InlineData("", "1 2 3 4")]
    [InlineData("\u0301", "")]
    [InlineData("\u0301\u0302\u0303", "")]
    public async Task Part_of_a_name_finds_it_whatever_its_accents_and_case(string part, string expected)
    {
        await using var context = database.Open();
        var found = await context.Customers.NameContains(part).OrderBy(c => c.Id).Select(c => c.Id).ToListAsync(Cancellation);
        Assert.Equal(expected, string.Join(' ', found));
    }

    [Fact]
    public async Task A_name_is_found_by_what_it_is_and_no_longer_by_what_it_was()
    {
        await database.Writer.WriteAsync(
            async (context, cancellation) =>
            {
                (await context.Customers.SingleAsync(c => c.Id == 1, cancellation)).Name = "Hôtel du Nord";
                context.Remove(await context.Customers.SingleAsync(c => c.Id == 2, cancellation));
            },
            Cancellation);
        await using var context = database.Open();
        Assert.Equal(1, await context.Customers.NameContains("hotel").Select(c => c.Id).SingleAsync(Cancellation));
        Assert.Empty(await context.Customers.NameContains("generale").ToListAsync(Cancellation));
        await database.Writer.WriteAsync((c, _) => Task.FromResult(c.Add(Samples.Customer(2, "Hôtel de la Plage"))), Cancellation);
        Assert.Empty(await context.Customers.NameContains("coeur").ToListAsync(Cancellation));
        Assert.Equal(2, await context.Customers.NameContains("plage").Select(c => c.Id).SingleAsync(Cancellation));
    }

    [Theory]
    [InlineData("Cœur d'Été", "COEUR D'ETE")]
    [InlineData("œ Œ æ Æ ß ẞ", "OE OE AE AE SS SS")]
    [InlineData("Ångström-Ñandú", "ANGSTROM-NANDU")]
    [InlineData("E\u0301te\u0301", "ETE")]
    [InlineData("Łódź, Ộ, ÿ", "ŁODZ, O, Y")]
    public void Text_is_folded_without_marks_and_ligatures(string text, string folded) =>
        Assert.Equal(folded, FoldedText.Fold(text));
}
