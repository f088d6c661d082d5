using MyOpenIP.Server.Wire;

// The answers of previews are messages of the contract that may be written already.
namespace MyOpenIP.V1;

public sealed partial class PreviewAmendmentResponse : IWrittenAnswer
{
    internal ProtoWriter? Written { get; init; }

    ProtoWriter? IWrittenAnswer.Written => Written;
}

public sealed partial class PreviewAmendmentsResponse : IWrittenAnswer
{
    internal ProtoWriter? Written { get; init; }

    ProtoWriter? IWrittenAnswer.Written => Written;
}
