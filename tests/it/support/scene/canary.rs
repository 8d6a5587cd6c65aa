//! Words that stand in one kind of place each, so that where they turn up says what leaked.

/// What a word marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Canary {
    /// The working copy of what is published, by language; its document.
    CopyNb,
    CopyNn,
    CopyFile,
    /// The working copy of what is not published.
    DraftNb,
    DraftNn,
    DraftFile,
    /// What was imported for a later day.
    WaitingNb,
    WaitingNn,
    WaitingFile,
    /// The register: where bodies are written to, what staff note, and who was never asked.
    OfficialAddress,
    ContactAddress,
    AddressNote,
    Registered,
    ListName,
    /// «Si fra».
    ReportNote,
    ReportAddress,
    ImportName,
    ImportFile,
    /// The address of who was asked, as it was written down.
    InvitedAddress,
    /// Written and not sent.
    UnsentText,
    UnsentSender,
    UnsentReason,
    /// Told at the desk of what was sent, and not sent.
    UnsentEmail,
    /// In a Word file that came to an answer and was not taken in.
    WordText,
    /// Between those who write an answer together.
    ColleagueNote,
    /// Who was asked to take part in an answer.
    ContributorName,
    ContributorEmail,
    /// Who was asked to sign an answer, what they say to the one who asks, and who has signed.
    CosignerName,
    CosignerEmail,
    CosignerMessage,
    SignedBy,
    /// What somebody typed who had lost a link.
    LostWho,
    /// Sent and numbered.
    SentText,
    SentSender,
    SentEmail,
    SentReason,
    PrivateName,
    /// Who has decided on it, as it was sent and as it was told afterwards; who has approved it before.
    SentAdoption,
    ToldAdoption,
    ApprovedBy,
    InvitedText,
    InvitedSender,
    LateText,
    LateSender,
    /// Sent, its address not confirmed.
    UnconfirmedText,
    UnconfirmedSender,
    UnconfirmedEmail,
    UnconfirmedReason,
    /// The minutes of a meeting before they are sent.
    MinutesText,
    /// An umbrella organisation's members: who they are, what they were written to, what they handed over.
    MemberName,
    MemberEmail,
    MemberMessage,
    MemberText,
    /// Asking for more time, and what was answered.
    RequestReason,
    RequestAddress,
    RequestAnswer,
    OwnDeadline,
    LateDecision,
    /// Staff: of those who decide here, the name; of others, everything.
    DeciderName,
    StaffName,
    StaffEmail,
    SignInWanted,
    Subject,
    TokenName,
    /// Where other systems are told.
    WebhookUrl,
    /// An export's filter, name and content.
    ExportAsked,
    ExportName,
    ExportFile,
    /// Letters.
    LetterTo,
    LetterReply,
    LetterEvent,
    AuditDetail,
    Repeated,
    /// Stands on a public page when the control puts it there, else nowhere.
    Control,
}

impl Canary {
    pub const ALL: [Self; 73] = [
        Self::CopyNb,
        Self::CopyNn,
        Self::CopyFile,
        Self::DraftNb,
        Self::DraftNn,
        Self::DraftFile,
        Self::WaitingNb,
        Self::WaitingNn,
        Self::WaitingFile,
        Self::OfficialAddress,
        Self::ContactAddress,
        Self::AddressNote,
        Self::Registered,
        Self::ListName,
        Self::ReportNote,
        Self::ReportAddress,
        Self::ImportName,
        Self::ImportFile,
        Self::InvitedAddress,
        Self::UnsentText,
        Self::UnsentSender,
        Self::UnsentReason,
        Self::UnsentEmail,
        Self::WordText,
        Self::ColleagueNote,
        Self::ContributorName,
        Self::ContributorEmail,
        Self::CosignerName,
        Self::CosignerEmail,
        Self::CosignerMessage,
        Self::SignedBy,
        Self::LostWho,
        Self::SentText,
        Self::SentSender,
        Self::SentEmail,
        Self::SentReason,
        Self::PrivateName,
        Self::SentAdoption,
        Self::ToldAdoption,
        Self::ApprovedBy,
        Self::InvitedText,
        Self::InvitedSender,
        Self::LateText,
        Self::LateSender,
        Self::UnconfirmedText,
        Self::UnconfirmedSender,
        Self::UnconfirmedEmail,
        Self::UnconfirmedReason,
        Self::MinutesText,
        Self::MemberName,
        Self::MemberEmail,
        Self::MemberMessage,
        Self::MemberText,
        Self::RequestReason,
        Self::RequestAddress,
        Self::RequestAnswer,
        Self::OwnDeadline,
        Self::LateDecision,
        Self::DeciderName,
        Self::StaffName,
        Self::StaffEmail,
        Self::SignInWanted,
        Self::Subject,
        Self::TokenName,
        Self::WebhookUrl,
        Self::ExportAsked,
        Self::ExportName,
        Self::ExportFile,
        Self::LetterTo,
        Self::LetterReply,
        Self::LetterEvent,
        Self::AuditDetail,
        Self::Repeated,
    ];

    /// Small letters only, so that it stands in addresses and file names as in texts; none begins another.
    pub fn word(self) -> String {
        format!("kanari{}q", format!("{self:?}").to_lowercase())
    }

    pub fn address(self) -> String {
        format!("{}@eksempel.example", self.word())
    }
}

/// What stands in the texts of a consultation: the words of its canaries, or the same harmless one everywhere.
#[derive(Clone, Copy)]
pub enum Marks {
    Canaries,
    None,
}

impl Marks {
    pub fn word(self, canary: Canary) -> String {
        match self {
            Self::Canaries => canary.word(),
            Self::None => "vanlig".to_owned(),
        }
    }

    /// An address for it; without canaries one for each consultation.
    pub fn address(self, canary: Canary, slug: &str) -> String {
        match self {
            Self::Canaries => canary.address(),
            Self::None => format!("{canary:?}-{slug}@eksempel.example").to_lowercase(),
        }
    }
}
