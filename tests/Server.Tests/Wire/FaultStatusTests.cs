using Google.Rpc;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Wire;

public sealed class FaultStatusTests
{
    [Fact]
    public void Long_entries_are_left_out_until_the_status_fits_and_the_true_count_stays()
    {
        var words = new string('é', 190);
        var status = FaultStatus.Of(
            Fault.InvalidArgument([.. Enumerable.Range(0, 40).Select(i => FieldFaults.Unknown($"amendment.lines[{i}].product", words))]), "call", Language.French);

        Assert.InRange(status.CalculateSize(), 3000, FaultStatus.MostBytes);
        Assert.InRange(status.GetDetail<BadRequest>().FieldViolations.Count, 1, 24);
        Assert.Equal("40", status.GetDetail<ErrorInfo>().Metadata["fault_count"]);
    }

    [Fact]
    public void What_a_request_gave_is_told_back_cut_and_never_between_the_halves_of_a_character()
    {
        var name = new string('x', 199) + "😀 and more";
        var status = FaultStatus.Of(Fault.NotFound(name), "call", Language.English);
        Assert.Equal(new string('x', 199) + "…", status.GetDetail<ErrorInfo>().Metadata["name"]);
    }

    [Fact]
    public void The_first_violation_names_the_refusal_and_all_are_listed()
    {
        Text first = new("premier", "first"), second = new("second", "second");
        var status = FaultStatus.Of(
            Fault.FailedPrecondition(
            [
                new Precondition(ErrorReason.QuantityStep, "SDA_FULL", [("product", "SDA_FULL"), ("step", "10")], first),
                new Precondition(ErrorReason.NoChange, "customers/1/amendments/DEV000000001", [], second),
            ]),
            "call",
            Language.English);

        var info = status.GetDetail<ErrorInfo>();
        Assert.Equal(("QUANTITY_STEP", "10", "2"), (info.Reason, info.Metadata["step"], info.Metadata["violation_count"]));
        Assert.Equal("first", status.GetDetail<LocalizedMessage>().Message);
        Assert.Equal(
            [("QUANTITY_STEP", "SDA_FULL"), ("NO_CHANGE", "customers/1/amendments/DEV000000001")],
            status.GetDetail<PreconditionFailure>().Violations.Select(v => (v.Type, v.Subject)));
    }
}
