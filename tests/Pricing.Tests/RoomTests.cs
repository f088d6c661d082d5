namespace MyOpenIP.Pricing.Tests;

/// <summary>A contract that may come in can be amended; what could not be delivered is refused before it is quoted.</summary>
public sealed class RoomTests
{
    private static readonly Lot[] MostUnits =
        [.. Enumerable.Range(1, Bounds.MostUnitsOfLine / Bounds.MostUnits).Select(n => A.Lot(Bounds.MostUnits, 0.01m, number: n))];

    [Theory]
    [InlineData(true, Repricing.KeepContracted)]
    [InlineData(false, Repricing.KeepContracted)]
    [InlineData(true, Repricing.CurrentTariff)]
    [InlineData(false, Repricing.CurrentTariff)]
    public void A_contract_at_the_bounds_is_amended_again_and_again(bool byNumber, Repricing repricing)
    {
        var request = A.Request().Product(A.Product("P", 0.01m)).Policies(p => p with { Repricing = repricing }).Request;
        Lot[] lots = byNumber ? [A.Lot(3, 0.01m, number: Bounds.HighestLotNumber)] : MostUnits;
        var contract = request.Contract with { Lines = [new ContractLine("P", lots)] };
        Assert.Empty(InputFaults.Of(contract));
        foreach (var wanted in (int[])[1, Bounds.MostUnits, 2, 7, 0, 3])
        {
            var amendment = request with { Contract = contract, Wanted = [new("P", wanted)] };
            Assert.Empty(InputFaults.Of(amendment));
            contract = Pricers.OneShot.Price(amendment).ContractAfter;

            // What an order's answer shows: the contract as it stands.
            Assert.NotNull(Pricers.OneShot.Price(request with { Contract = contract }));
        }
    }

    [Theory]
    [InlineData(Bounds.HighestAmendedLotNumber - Bounds.MostUnits, false)]
    [InlineData(Bounds.HighestAmendedLotNumber - Bounds.MostUnits + 1, true)]
    [InlineData(Bounds.HighestAmendedLotNumber, true)]
    public void An_amendment_without_room_for_its_lots_is_refused_and_the_contract_can_still_be_read(int number, bool isRefused)
    {
        var request = A.Request().Product(A.Product("P", 0.01m)).Product(A.Product("Q", 1m)).Request;
        request = request with { Contract = request.Contract with { Lines = [new ContractLine("P", [A.Lot(3, 0.01m, number: number)])] } };
        Assert.NotNull(Pricers.OneShot.Price(request));
        Assert.NotNull(Pricers.OneShot.Price(request with { Wanted = [new("Q", 1)] }));
        Assert.Equal(isRefused ? ["contract.lines[0].lots"] : [], InputFaults.Of(request with { Wanted = [new("P", 4)] }).Select(f => f.Path));
    }

    [Fact]
    public void An_amendment_without_room_for_its_units_is_refused()
    {
        var request = A.Request().Product(A.Product("P", 0.01m)).Request;
        var leaving = MostUnits.Select(l => l with { LeavingOn = A.Day("2026-05-01") });
        Lot[] lots = [.. leaving, .. leaving.Select(l => l with { Number = l.Number + MostUnits.Length })];
        var full = request with { Contract = request.Contract with { Lines = [new ContractLine("P", lots)] } };
        Assert.NotNull(Pricers.OneShot.Price(full));
        Assert.Equal(["contract.lines[0].lots"], InputFaults.Of(full with { Wanted = [new("P", 1)] }).Select(f => f.Path));
        Assert.Equal(["lines[0].lots"], InputFaults.Of(full.Contract).Select(f => f.Path));
    }

    [Fact]
    public void Of_several_lines_those_that_are_amended_and_have_no_room_are_named()
    {
        const int Highest = Bounds.HighestAmendedLotNumber;
        var request = A.Request().Product(A.Product("FULL", 0m)).Product(A.Product("ROOM", 0m)).Product(A.Product("LEFT", 0m)).Request;
        IEnumerable<Lot> leaving = [.. MostUnits, .. MostUnits[1..]];
        request = request with
        {
            Contract = request.Contract with
            {
                Lines =
                [
                    new ContractLine("FULL", [A.Lot(1, 0m, number: Highest), A.Lot(1, 0m, number: 1)]),
                    // A million units or lots more fit just in.
                    new ContractLine("ROOM", [.. leaving.Select((l, i) => l with { Number = Highest - Bounds.MostUnits - i, UnitPrice = 0m, LeavingOn = A.Day("2026-05-01") })]),
                    new ContractLine("LEFT", [A.Lot(1, 0m, number: Highest)]),
                ],
            },
        };
        Assert.Equal(["contract.lines[0].lots"], InputFaults.Of(request with { Wanted = [new("ROOM", 1), new("FULL", 3)] }).Select(f => f.Path));
    }

    [Theory]
    [InlineData(500, 500, 0, false)]
    [InlineData(501, 500, 0, true)]
    [InlineData(10_000, 25, 0, false)]
    [InlineData(10_000, 26, 0, true)]
    [InlineData(1, 0, 499, false)]
    [InlineData(1, 0, 500, true)]
    public void A_contract_that_comes_in_moves_no_more_than_can_be_added_up_at_every_read(int lots, int leaving, int steps, bool isRefused)
    {
        DateOnly Day(int i) => A.Day("2027-01-01").AddDays(i);
        DiscountStep[] discounts = [.. Enumerable.Range(0, steps).Select(i => new DiscountStep(10m, Day(i)))];
        var line = new ContractLine("P", [.. Enumerable.Range(0, lots).Select(i => A.Lot(1, 0.01m, number: i + 1) with
        {
            LeavingOn = i < leaving ? Day(i) : null,
            Discounts = discounts,
        })]);
        var request = A.Request().Product(A.Product("P", 0.01m)).Request;
        request = request with { Contract = request.Contract with { Lines = [line] } };
        Assert.Equal(isRefused ? ["lines"] : [], InputFaults.Of(request.Contract).Select(f => f.Path));

        // One that amendments have made stays readable, however it moves.
        Assert.NotNull(Pricers.OneShot.Price(request));
    }
}
